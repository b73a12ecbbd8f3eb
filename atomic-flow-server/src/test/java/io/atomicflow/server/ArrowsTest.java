package io.atomicflow.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;

@AnalyzeClasses(packages = "io.atomicflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

    private static final String[] CORE = {
        "io.atomicflow",
        "io.atomicflow.task..",
        "io.atomicflow.semaphore..",
        "io.atomicflow.queue..",
        "io.atomicflow.worker..",
        "io.atomicflow.event.."
    };

    @ArchTest
    static final ArchRule thePusherProtocolKnowsNothingOfTasks = noClasses()
            .that()
            .resideInAPackage("..server.pusher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.atomicflow.server", "..server.live..", "..server.api..", "..server.demo..");

    @ArchTest
    static final ArchRule theCoreKnowsNothingOfTheServer = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.atomicflow.server..");

    @ArchTest
    static final ArchRule nobodyDependsOnTheComposition = noClasses()
            .that()
            .resideInAPackage("io.atomicflow.server.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.atomicflow.server");

    @ArchTest
    static final ArchRule theApiIsThin = classes()
            .that()
            .resideInAPackage("..server.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.atomicflow",
                    "io.atomicflow.task",
                    "..server.api..",
                    "..server.demo..",
                    "..server.journal..",
                    "..server.pusher..",
                    "io.javalin..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule theJournalKnowsTasksAndNothingOfTheServer = classes()
            .that()
            .resideInAPackage("..server.journal..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.atomicflow.task", "io.atomicflow.event", "..server.journal..", "org.jspecify..", "java..");

    @ArchTest
    static final ArchRule theDoorKnowsNothingOfWhatIsBehindIt = noClasses()
            .that()
            .resideInAPackage("..server.door..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.atomicflow.server", "..server.pusher..", "..server.live..", "..server.api..",
                    "..server.demo..");

    @ArchTest
    static final ArchRule onlyTheCompositionKnowsTheDoor = noClasses()
            .that()
            .resideOutsideOfPackages("io.atomicflow.server", "..server.door..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.door..");

    @ArchTest
    static final ArchRule theDoorAsksNobodyWhatANameMeans = noClasses()
            .that()
            .resideInAPackage("..server.door..")
            .should()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class)
            .orShould()
            .callConstructor(InetSocketAddress.class, String.class, int.class);

    @ArchTest
    static final ArchRule sixClassesKnowJetty = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(WebServer|JettyProblems|JettyDoor|PusherUpgrade|JettySocket|JettyWire)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.atomicflow.server.(*)..").should()
            .beFreeOfCycles();
}

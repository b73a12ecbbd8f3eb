package io.atomicflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: task ← semaphore, queue, event ← worker ← io.atomicflow. */
@AnalyzeClasses(packages = "io.atomicflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("metrics").definedBy("io.atomicflow.metrics")
            .layer("flow").definedBy("io.atomicflow")
            .layer("worker").definedBy("io.atomicflow.worker")
            .layer("semaphore").definedBy("io.atomicflow.semaphore")
            .layer("queue").definedBy("io.atomicflow.queue")
            .layer("event").definedBy("io.atomicflow.event")
            .layer("task").definedBy("io.atomicflow.task")
            .whereLayer("metrics").mayNotBeAccessedByAnyLayer()
            .whereLayer("flow").mayOnlyBeAccessedByLayers("metrics")
            .whereLayer("worker").mayOnlyBeAccessedByLayers("flow")
            .whereLayer("semaphore").mayOnlyBeAccessedByLayers("worker", "flow")
            .whereLayer("queue").mayOnlyBeAccessedByLayers("worker", "flow")
            .whereLayer("event").mayOnlyBeAccessedByLayers("worker", "flow", "metrics");

    @ArchTest
    static final ArchRule theDomainSeesNothingButJava = classes()
            .that().resideInAPackage("io.atomicflow.task")
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                    "io.atomicflow.task", "java.lang..", "java.util..", "java.time..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule oneClassImportsJCTools = noClasses()
            .that().doNotHaveFullyQualifiedName("io.atomicflow.queue.JcToolsTaskQueue")
            .should().dependOnClassesThat().resideInAPackage("org.jctools..");

    @ArchTest
    static final ArchRule oneClassStartsThreads = noClasses()
            .that().doNotHaveFullyQualifiedName("io.atomicflow.worker.FlowThreads")
            .should().callMethod(Thread.class, "start")
            .orShould().callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould().callMethod(Thread.Builder.class, "start", Runnable.class);

    /** The timers' heap, and what does not fit into the queue's array: neither is met on the way of a plain task. */
    @ArchTest
    static final ArchRule twoClassesTakeLocks = noClasses()
            .that().resideOutsideOfPackage("io.atomicflow.metrics")
            .and().doNotHaveFullyQualifiedName("io.atomicflow.worker.Timers")
            .and().doNotHaveFullyQualifiedName("io.atomicflow.queue.JcToolsTaskQueue")
            .should().dependOnClassesThat(resideInAPackage("java.util.concurrent.locks..").and(
                    not(simpleName("LockSupport"))));

    @ArchTest
    static final ArchRule nothingIsNamedByWhatItIsNot = noClasses()
            .should().resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..")
            .orShould().haveSimpleNameEndingWith("Utils")
            .orShould().haveSimpleNameEndingWith("Impl")
            .orShould().haveSimpleNameEndingWith("Manager");

    @ArchTest
    static final ArchRule nobodyUsesUnsafe = noClasses()
            .should().dependOnClassesThat(resideInAPackage("sun.misc.."));
}

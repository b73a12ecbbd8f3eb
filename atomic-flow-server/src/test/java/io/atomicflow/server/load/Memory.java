package io.atomicflow.server.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds, in kilobytes.
 *
 * @param resident what the machine gave it
 * @param heap what is alive of it after a collection, if it is a JVM; else as {@code resident}
 */
record Memory(double resident, double heap) {

    private static final Pattern USED = Pattern.compile("used ([0-9]+)K");

    static Memory of(long pid) throws IOException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        double resident = resident(pid);
        return new Memory(resident, used.find() ? Double.parseDouble(used.group(1)) : resident);
    }

    Memory minus(Memory before) {
        return new Memory(resident - before.resident, heap - before.heap);
    }

    Memory each(int count) {
        return new Memory(resident / count, heap / count);
    }

    private static String jcmd(long pid, String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}

package io.atomicflow.server;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar that runs. */
final class Version implements IVersionProvider {

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[]{"Atomic Flow " + current()};
    }
}

package io.atomicflow.server.config;

/** Something in the configuration file is not as it must be. The message says where, and what is allowed. */
public final class ConfigMistake extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ConfigMistake(String place, String rule) {
        super(place + ": " + rule);
    }
}

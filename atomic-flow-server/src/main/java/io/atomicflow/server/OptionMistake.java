package io.atomicflow.server;

/** An option of the command line is not as it must be, wherever it was set. */
final class OptionMistake extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String option;
    private final String rule;

    OptionMistake(String option, String rule) {
        super(option + " (" + EnvironmentDefaults.variableOf(option) + ") " + rule);
        this.option = option;
        this.rule = rule;
    }

    String option() {
        return option;
    }

    String rule() {
        return rule;
    }
}

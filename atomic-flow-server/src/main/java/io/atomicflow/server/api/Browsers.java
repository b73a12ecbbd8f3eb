package io.atomicflow.server.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a browser is called, from what it says of itself: one of a few words, whatever it says. */
enum Browsers {
    // In this order: each also says that it is one of those behind it.
    EDGE("Edge", "Edg/"),
    OPERA("Opera", "OPR/"),
    FIREFOX("Firefox", "Firefox/"),
    CHROME("Chrome", "Chrome/"),
    SAFARI("Safari", "Safari/");

    private static final String OTHER = "Other";

    private final String label;
    private final String mark;

    Browsers(String label, String mark) {
        this.label = label;
        this.mark = mark;
    }

    static String nameOf(@Nullable String userAgent) {
        return userAgent == null
                ? OTHER
                : Arrays.stream(values())
                        .filter(browser -> userAgent.contains(browser.mark))
                        .map(browser -> browser.label)
                        .findFirst()
                        .orElse(OTHER);
    }
}

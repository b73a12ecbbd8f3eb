package io.atomicflow.bench.report;

/**
 * A finished plot.
 *
 * @param slug its file's name without the ending
 * @param title what it shows, in a few words
 * @param svg to be put into a page; a file of its own needs its colours too
 */
record Picture(String slug, String title, Markup svg) {

    static final int WIDTH = 400;

    /** An empty picture with a title and a description for who cannot see it. */
    static Markup canvas(String slug, String title, String description, double height) {
        return Markup.of("svg", Markup.of("title", title).with("id", slug + "-t"),
                Markup.of("desc", description).with("id", slug + "-d")).with("xmlns", "http://www.w3.org/2000/svg")
                .with("class", "plot").with("viewBox", "0 0 " + WIDTH + " " + Math.round(height)).with("role", "img")
                .with("aria-labelledby", slug + "-t").with("aria-describedby", slug + "-d");
    }

    static Markup text(double x, double y, String anchor, String look, String words) {
        return Markup.of("text", words).with("x", x).with("y", y).with("text-anchor", anchor).with("class", look);
    }

    static Markup line(double x1, double y1, double x2, double y2, String look) {
        return Markup.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2).with("class", look);
    }

    static Markup box(double x, double y, double width, double height, String look) {
        return Markup.of("rect").with("x", x).with("y", y).with("width", Math.max(0, width)).with("height", height)
                .with("class", look);
    }
}

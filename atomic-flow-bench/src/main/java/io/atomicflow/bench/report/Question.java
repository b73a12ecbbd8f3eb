package io.atomicflow.bench.report;

import java.util.List;

/**
 * One benchmark class: what it asks, how its answer is shown, and which answer is wanted.
 *
 * @param name the simple name of the class
 * @param asks the question, in a sentence
 * @param measure the number that answers it
 * @param by the parameter whose values are compared with each other
 * @param plots in the order they are shown
 * @param claims what is wanted
 */
record Question(String name, String asks, String measure, String by, List<Plot> plots, List<Claim> claims) {}

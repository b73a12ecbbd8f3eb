/**
 * The short set of benchmarks, and the report that is made of what JMH wrote.
 *
 * <pre>
 * ShortSet → BenchMain → results.json + environment.json → ReportMain → report.html, report.md, plots/*.svg
 * </pre>
 *
 * <p>Entry points: {@link io.atomicflow.bench.report.BenchMain} measures and reports; {@link
 * io.atomicflow.bench.report.ReportMain} reports what is there. What is asked, and what is wanted, stands in {@code
 * Questions}; how long it is measured in {@code ShortSet}.
 */
@org.jspecify.annotations.NullMarked
package io.atomicflow.bench.report;

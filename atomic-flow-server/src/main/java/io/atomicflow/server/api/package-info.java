/**
 * What is asked over HTTP: one class a resource, each a few lines between HTTP and the flow. Start at
 * {@link io.atomicflow.server.api.Api}; every error is a {@code Problem}.
 */
@NullMarked
package io.atomicflow.server.api;

import org.jspecify.annotations.NullMarked;

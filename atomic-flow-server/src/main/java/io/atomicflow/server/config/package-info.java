/**
 * The configuration file. {@code ConfigFile} is the entry: {@code ConfigText} makes a tree of {@code Setting}s of JSON or
 * YAML; {@code OptionFields} takes what the command line could say too, {@code AppReader} the apps. Whatever is wrong
 * is a {@code ConfigMistake}, which names the place and what is allowed, and never tells a secret.
 */
@NullMarked
package io.atomicflow.server.config;

import org.jspecify.annotations.NullMarked;

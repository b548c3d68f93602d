/** Mixed load for a long time against a server that fails at random; open {@code SoakIT} first. */
package io.github.llmbeans.gigachat.soak;

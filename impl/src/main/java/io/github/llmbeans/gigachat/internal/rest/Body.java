package io.github.llmbeans.gigachat.internal.rest;

/**
 * What was read of a body.
 *
 * @param text as UTF-8, with or without a byte order mark, replacement characters in place of what is none
 * @param utf8 whether all of it is UTF-8
 * @param whole whether that is all
 */
record Body(String text, boolean utf8, boolean whole) {}

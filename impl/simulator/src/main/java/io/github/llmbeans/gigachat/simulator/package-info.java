/**
 * Start with {@link io.github.llmbeans.gigachat.simulator.GigaChatSimulator}: a stand-in for GigaChat on a free loopback
 * port that checks requests as the real service does, gives out tokens that expire, answers, limits, and fails on
 * demand. {@link io.github.llmbeans.gigachat.simulator.WireErrors} and
 * {@link io.github.llmbeans.gigachat.simulator.WireAnswers} hold ready replies to script it with.
 */
@NullMarked
package io.github.llmbeans.gigachat.simulator;

import org.jspecify.annotations.NullMarked;

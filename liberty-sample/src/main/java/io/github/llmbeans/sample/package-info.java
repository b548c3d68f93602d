/**
 * Open {@link io.github.llmbeans.sample.QuestionService} first: an enterprise bean that asks a language model.
 *
 * <p>Every class here shows one place from which a provider can be called: a stateless EJB, a bean at start-up, a timer
 * and a managed executor; the session bean is {@link io.github.llmbeans.sample.conversation.Conversations}. None of them
 * knows which provider answers.
 */
@NullMarked
package io.github.llmbeans.sample;

import org.jspecify.annotations.NullMarked;

/**
 * The conversations that the server keeps for its visitors. Begin with {@link
 * io.github.llmbeans.sample.conversation.Conversations}.
 */
@NullMarked
package io.github.llmbeans.sample.conversation;

import org.jspecify.annotations.NullMarked;

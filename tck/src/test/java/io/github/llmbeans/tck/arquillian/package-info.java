/** Tests of the kit's mode in an application server, as far as they need none. */
@NullMarked
package io.github.llmbeans.tck.arquillian;

import org.jspecify.annotations.NullMarked;

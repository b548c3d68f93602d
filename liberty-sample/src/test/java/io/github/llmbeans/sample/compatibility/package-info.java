/** On which servers the sample and the kit run: what each of them is, and the table of them. */
package io.github.llmbeans.sample.compatibility;

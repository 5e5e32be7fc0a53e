/** Tests as vendors write them. {@code BothVersionsTest} runs them; by themselves they are none. */
@NullMarked
package dev.fuota.junit.samples;

import org.jspecify.annotations.NullMarked;

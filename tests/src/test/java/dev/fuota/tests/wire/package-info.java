/** {@code docs/msu-wire.md}: a captured cycle of Mass Software Upgrade, datagram by datagram. */
@NullMarked
package dev.fuota.tests.wire;

import org.jspecify.annotations.NullMarked;

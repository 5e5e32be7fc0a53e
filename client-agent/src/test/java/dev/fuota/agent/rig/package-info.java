/** A whole device and the network around it, for the tests of this module. */
@NullMarked
package dev.fuota.agent.rig;

import org.jspecify.annotations.NullMarked;

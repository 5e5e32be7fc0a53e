/** What the drivers' tests have in common: an air, and a MAC that notes what it hears. */
@NullMarked
package dev.fuota.drivers.rig;

import org.jspecify.annotations.NullMarked;

/**
 * What a device keeps over a reset, apart from fragments and images: small records in {@link
 * dev.fuota.hal.nvm.Nvm}. A record that is absent, or that does not decode, is the same: absent.
 */
@NullMarked
package dev.fuota.agent.store;

import org.jspecify.annotations.NullMarked;

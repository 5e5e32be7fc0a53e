package dev.fuota.agent.fragmentation;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;

/**
 * How a device speaks the package.
 *
 * @param version the one version that it has
 * @param fPort on which it reports what nobody asked for
 * @param rootKey of the key for the integrity of blocks (version 2)
 * @param longStatusWithoutSession whether the status answer of a session that does not exist
 *     (version 2) has four octets instead of one
 */
public record FragmentationSettings(
    PackageVersion version, int fPort, AesKey rootKey, boolean longStatusWithoutSession) {}

package dev.fuota.device.install;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;

/**
 * A verified image that is to be installed. It is what will run: a delta or a compressed image has
 * been expanded already.
 *
 * @param image from its header to its last TLV, without padding and without trailer
 * @param digest SHA-256 over {@code image}: the same order has the same digest after a restart
 */
public record InstallOrder(ImageVersion version, Bytes image, Bytes digest) {}

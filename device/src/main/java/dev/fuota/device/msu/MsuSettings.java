package dev.fuota.device.msu;

import dev.fuota.boot.Strategy;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A device on a network.
 *
 * @param on the interface, by its name or its IPv4 address; it need not be there yet
 * @param discovery the group where it is looked for
 * @param directory where received files go; empty: they are firmware
 * @param area where lies what is received of a file so far
 * @param strategy how its bootloader installs firmware
 * @param classId 16 octets, its hardware; empty: that of the sample firmware
 */
public record MsuSettings(
    String on,
    Endpoint discovery,
    NetworkOptions network,
    MsuClientSettings client,
    Optional<Path> directory,
    Path area,
    Strategy strategy,
    Optional<Bytes> classId) {}

package dev.fuota.server.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the registry holds of a device, without its keys. What is about LoRaWAN is empty for a
 * device of MSU.
 *
 * @param deviceClass A or C
 * @param lorawan 1.0.3, 1.0.4 or 1.1
 * @param rootKeyKind GEN_APP_KEY or APP_KEY
 * @param hardware its class id in hexadecimal digits
 * @param version that it runs, as far as it is known
 * @param slotSize octets that it has room for
 * @param sets that it is in
 * @param campaign that has it now
 */
public record RegisteredDevice(
    String device,
    String name,
    String network,
    String region,
    String deviceClass,
    String lorawan,
    int packageVersion,
    Duration uplinkInterval,
    String rootKeyKind,
    Optional<String> hardware,
    Optional<String> version,
    OptionalInt slotSize,
    boolean delta,
    boolean compressed,
    List<String> sets,
    OptionalLong campaign) {}

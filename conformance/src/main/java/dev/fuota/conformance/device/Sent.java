package dev.fuota.conformance.device;

import dev.fuota.protocol.codec.Bytes;
import java.time.Instant;

/** An uplink that the device handed to its link. */
public record Sent(Instant at, int fPort, Bytes payload, boolean confirmed) {}

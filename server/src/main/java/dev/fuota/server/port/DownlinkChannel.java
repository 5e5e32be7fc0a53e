package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DataRate;

/** Where multicast frames are sent. */
public record DownlinkChannel(int frequencyHz, DataRate dataRate) {}

package dev.fuota.gateway.port;

import dev.fuota.protocol.codec.Bytes;
import java.util.OptionalLong;

/**
 * A frame with a good CRC that a gateway received.
 *
 * @param gateway which one
 * @param phyPayload the frame
 * @param frequencyHz its carrier
 * @param modulation its data rate
 * @param rssiDbm received power of the channel
 * @param snrDb signal to noise ratio
 * @param counter the gateway's microsecond counter at the end of the frame, modulo 2^32; downlinks
 *     are timed by it
 * @param gpsMillis GPS time at the end of the frame, if the gateway knows it
 * @param ifChannel the gateway's demodulation channel
 */
public record Heard(
    GatewayId gateway,
    Bytes phyPayload,
    int frequencyHz,
    Modulation modulation,
    int rssiDbm,
    double snrDb,
    int counter,
    OptionalLong gpsMillis,
    int ifChannel) {}

package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code BeaconFreqAns}, uplink CID 0x13 (LoRaWAN 1.0.4, section 13): octet 0, bits 0
 * beaconFrequencyOk. Whether the frequency of the beacons was set.
 *
 * @param beaconFrequencyOk the frequency can be used
 */
public record BeaconFreqAns(boolean beaconFrequencyOk) implements UpCommand {
  static final int CID = 0x13;
  static final int LENGTH = 1;
  private static final Bits BEACON_FREQUENCY_OK = new Bits("beaconFrequencyOk", 0, 1);

  static BeaconFreqAns read(PayloadReader in) {
    return new BeaconFreqAns(in.octet().flag(BEACON_FREQUENCY_OK));
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put((byte) BEACON_FREQUENCY_OK.put(beaconFrequencyOk));
  }
}

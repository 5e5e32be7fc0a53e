package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code BeaconFreqReq}, downlink CID 0x13 (LoRaWAN 1.0.4, section 13): octets 0..2 frequency in
 * 100 Hz. Sets the frequency of the beacons.
 *
 * @param frequencyHz 0 is the default of the region; a multiple of 100, 0..1677721500
 */
public record BeaconFreqReq(int frequencyHz) implements DownCommand {
  static final int CID = 0x13;
  static final int LENGTH = 3;

  public BeaconFreqReq {
    Frequency.check(frequencyHz);
  }

  static BeaconFreqReq read(PayloadReader in) {
    return new BeaconFreqReq(Frequency.read(in));
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
    Frequency.put(out, frequencyHz);
  }
}

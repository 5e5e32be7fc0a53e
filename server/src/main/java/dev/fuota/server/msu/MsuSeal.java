package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import java.nio.ByteBuffer;

/** The optional security profile of a campaign (MSU-X38): a trailer behind every datagram. */
public interface MsuSeal {
  /** Plain MSU: no trailer is sent, and none is asked for. */
  MsuSeal NONE =
      new MsuSeal() {
        @Override
        public void appendTo(ByteBuffer message, Ipv4 self) {}

        @Override
        public boolean isGood(ByteBuffer datagram, MsuDecoded.Ok decoded, Ipv4 from) {
          return true;
        }
      };

  /**
   * Appends to a message that fills the buffer from 0 to its position. Never longer than {@link
   * MsuCampaign#TRAILER_MAX}.
   *
   * @param self address that the datagram leaves from
   */
  void appendTo(ByteBuffer message, Ipv4 self);

  /**
   * Whether a client's datagram has a trailer that is right and new.
   *
   * @param datagram message and trailer, from position to limit, which are left as they are
   * @param decoded from it
   */
  boolean isGood(ByteBuffer datagram, MsuDecoded.Ok decoded, Ipv4 from);
}

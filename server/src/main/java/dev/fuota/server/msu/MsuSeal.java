package dev.fuota.server.msu;

import java.nio.ByteBuffer;

/** Puts the trailer of the optional security profile behind a message (MSU-X38). */
@FunctionalInterface
public interface MsuSeal {
  /** Plain MSU: no trailer. */
  MsuSeal NONE = message -> {};

  /**
   * Appends to a message that fills the buffer from 0 to its position. Never longer than {@link
   * MsuCampaign#TRAILER_MAX}.
   */
  void appendTo(ByteBuffer message);
}

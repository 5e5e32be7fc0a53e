package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** What the responses to Connect and Disconnect look like: they differ in their type alone. */
final class ResponseLayout {
  private static final int FULL_LENGTH = 8;

  private ResponseLayout() {}

  static OptionalInt readTransactionId(MsuReader in) {
    return in.length() < FULL_LENGTH ? OptionalInt.empty() : OptionalInt.of(in.i32(4));
  }

  static int length(OptionalInt transactionId) {
    return transactionId.isPresent() ? FULL_LENGTH : Header.LENGTH;
  }

  static void put(ByteBuffer out, MsuType type, ResponseCode code, OptionalInt transactionId) {
    Header.put(out, type, code.isGood() ? 0 : 1, code.number());
    transactionId.ifPresent(out::putInt);
  }
}

package dev.fuota.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Octets of messages: written, read with limits, compressed. */
final class Octets {
  /** Of a result that is not compressed: more than a cell of ten thousand devices has. */
  static final int RESULT_MAX = 64 << 20;

  private Octets() {}

  /** Writes to a stream that holds everything. */
  @FunctionalInterface
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] written(Writing writing) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }

  static DataInputStream reading(byte[] octets) {
    return new DataInputStream(new ByteArrayInputStream(octets));
  }

  static void put(DataOutputStream out, byte[] octets) throws IOException {
    out.writeInt(octets.length);
    out.write(octets);
  }

  static void put(DataOutputStream out, String text) throws IOException {
    put(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #put} wrote.
   *
   * @throws IOException if there is less than it says
   */
  static byte[] octets(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException(length + " octets announced, " + in.available() + " left");
    }
    return in.readNBytes(length);
  }

  static String text(DataInputStream in) throws IOException {
    return new String(octets(in), StandardCharsets.UTF_8);
  }

  static byte[] deflated(byte[] octets) {
    return written(
        out -> {
          try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(octets);
          }
        });
  }

  /**
   * Undoes {@link #deflated}.
   *
   * @throws IOException if it is no such thing, or more than {@link #RESULT_MAX} octets
   */
  static byte[] inflated(byte[] octets) throws IOException {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(octets))) {
      byte[] all = in.readNBytes(RESULT_MAX + 1);
      if (all.length > RESULT_MAX) {
        throw new IOException("more than " + RESULT_MAX + " octets");
      }
      return all;
    }
  }

  static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

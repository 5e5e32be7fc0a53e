package dev.fuota.server.store;

import dev.fuota.hal.file.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-256 key that all other keys are sealed with. It lies in a file of 64 hexadecimal digits,
 * apart from what it seals: a copy of the database alone tells nobody a device's keys.
 */
public final class MasterKey {
  private static final int OCTETS = 32;
  private static final Pattern DIGITS = Pattern.compile("\\p{XDigit}{" + 2 * OCTETS + "}");
  private static final int FILE_MAX = 1024;

  private final SecretKey key;

  private MasterKey(byte[] octets) {
    this.key = new SecretKeySpec(octets, "AES");
    Arrays.fill(octets, (byte) 0);
  }

  /**
   * Reads a key from its file.
   *
   * @throws StoreFault if there is none, or it is something else
   */
  public static MasterKey read(Path file) {
    try {
      String text = Files.size(file) > FILE_MAX ? "" : Files.readString(file).strip();
      if (!DIGITS.matcher(text).matches()) {
        throw new StoreFault(file + ": a master key is 64 hexadecimal digits, and this is not");
      }
      return new MasterKey(HexFormat.of().parseHex(text));
    } catch (NoSuchFileException none) {
      throw new StoreFault(
          file + ": there is no master key; (umask 077; openssl rand -hex 32 > FILE) makes one",
          none);
    } catch (IOException problem) {
      throw new StoreFault(file + ": the master key cannot be read: " + problem, problem);
    }
  }

  /**
   * Makes a key and its file, which only its owner can read. The file is whole and durable when
   * this returns: nothing is ever sealed with a key that a power cut can take away.
   *
   * @throws StoreFault if the file is there already or cannot be written
   */
  public static MasterKey create(Path file, RandomGenerator random) {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    Path whole = file.toAbsolutePath();
    try {
      Path fresh =
          Files.createTempFile(
              whole.resolveSibling("."), "key", ".new", OwnerOnly.attributes(whole));
      try {
        write(fresh, HexFormat.of().formatHex(octets) + "\n");
        Files.createLink(whole, fresh); // never over another key
      } finally {
        Files.delete(fresh);
      }
      try (FileChannel folder = FileChannel.open(whole.resolveSibling("."))) {
        folder.force(true);
      }
      return new MasterKey(octets);
    } catch (FileAlreadyExistsException there) {
      throw new StoreFault(file + ": there is a file already", there);
    } catch (IOException | UnsupportedOperationException problem) {
      throw new StoreFault(file + ": the master key cannot be written: " + problem, problem);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer octets = StandardCharsets.US_ASCII.encode(text);
      while (octets.hasRemaining()) {
        out.write(octets);
      }
      out.force(true);
    }
  }

  SecretKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}

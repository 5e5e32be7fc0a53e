package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The binary file of MSU, section 9, that tells a device whom to believe. MSU has no layout for it;
 * this one is decision 0021, big-endian.
 *
 * <pre>
 * 0..3  "MSUW"
 * 4     version, 1
 * 5     level of authentication
 * 6     flags: 1 user name and password optional
 * 7     0
 * 8..9  number of entries
 * 10..11 0
 * 12..  user name, password: an octet with the length of each before it
 *       entries of 48 octets: address (40), MAC (6), flags (1 MAC is there), 0
 *       CRC-32 of everything before
 * </pre>
 */
public final class CommissioningFile { // MSU-042
  private static final int MAGIC = 0x4d535557;
  private static final int VERSION = 1;
  private static final int HEADER_LENGTH = 12;
  private static final int ENTRY_LENGTH = 48;
  private static final int CRC_LENGTH = 4;
  private static final int BASIC_OPTIONAL = 1;
  private static final int HAS_MAC = 1;

  /** Why a file is not loaded; the device keeps the one before. */
  public enum Problem {
    BAD_MAGIC,
    BAD_VERSION,
    TRUNCATED,
    TRAILING_BYTES,
    BAD_CRC,
    BAD_LEVEL,
    BAD_ADDRESS
  }

  /** The outcome of loading a file. */
  public sealed interface Loaded {
    record Ok(Commissioning get) implements Loaded {}

    record Rejected(Problem problem) implements Loaded {}
  }

  private CommissioningFile() {}

  /** Reads a file: magic, version, exact length and CRC are judged in this order. */
  public static Loaded read(Bytes file) {
    ByteBuffer in = file.asBuffer();
    if (in.limit() < Integer.BYTES || in.getInt(0) != MAGIC) {
      return rejected(Problem.BAD_MAGIC);
    }
    if (in.limit() == Integer.BYTES) {
      return rejected(Problem.TRUNCATED);
    }
    if (in.get(Integer.BYTES) != VERSION) {
      return rejected(Problem.BAD_VERSION);
    }
    long length = length(in);
    if (in.limit() < length) {
      return rejected(Problem.TRUNCATED);
    }
    if (in.limit() > length) {
      return rejected(Problem.TRAILING_BYTES);
    }
    int crcAt = in.limit() - CRC_LENGTH;
    return in.getInt(crcAt) == crc(file.asBuffer().limit(crcAt))
        ? readContent(in.position(5))
        : rejected(Problem.BAD_CRC);
  }

  /** What the counts in the file give; more than there is where the counts themselves are cut. */
  private static long length(ByteBuffer in) {
    long length = HEADER_LENGTH;
    for (int credential = 0; credential < 2; credential++) {
      length += 1 + (length < in.limit() ? in.get((int) length) & 0xff : 0);
    }
    long entries = in.limit() >= HEADER_LENGTH ? in.getShort(8) & 0xffff : 0;
    return length + entries * ENTRY_LENGTH + CRC_LENGTH;
  }

  private static Loaded readContent(ByteBuffer in) {
    int level = in.get();
    if (level < 0 || level > Commissioning.LEVEL_MAX) {
      return rejected(Problem.BAD_LEVEL);
    }
    boolean basicOptional = (in.get() & BASIC_OPTIONAL) != 0;
    int entries = in.getShort(8) & 0xffff;
    in.position(HEADER_LENGTH);
    Bytes username = Bytes.take(in, in.get() & 0xff);
    Bytes password = Bytes.take(in, in.get() & 0xff);
    List<Commissioning.Server> servers = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      Optional<Commissioning.Server> server = readEntry(in, in.position());
      if (server.isEmpty()) {
        return rejected(Problem.BAD_ADDRESS);
      }
      servers.add(server.get());
      in.position(in.position() + ENTRY_LENGTH);
    }
    return new Loaded.Ok(new Commissioning(level, basicOptional, username, password, servers));
  }

  private static Optional<Commissioning.Server> readEntry(ByteBuffer in, int at) {
    int macAt = at + Text40.LENGTH;
    boolean hasMac = (in.get(macAt + MacAddress.OCTETS) & HAS_MAC) != 0;
    long mac = (in.getShort(macAt) & 0xffffL) << 32 | (in.getInt(macAt + 2) & 0xffff_ffffL);
    return Text40.text(in, at)
        .flatMap(Ipv4::parse)
        .map(
            address ->
                new Commissioning.Server(
                    address, hasMac ? Optional.of(new MacAddress(mac)) : Optional.empty()));
  }

  /** The file of {@code content}. */
  public static Bytes write(Commissioning content) {
    int length =
        HEADER_LENGTH
            + 2
            + content.username().length()
            + content.password().length()
            + content.servers().size() * ENTRY_LENGTH
            + CRC_LENGTH;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putInt(MAGIC).put((byte) VERSION).put((byte) content.level());
    out.put((byte) (content.basicOptional() ? BASIC_OPTIONAL : 0)).put((byte) 0);
    out.putShort((short) content.servers().size()).putShort((short) 0);
    out.put((byte) content.username().length());
    content.username().putTo(out);
    out.put((byte) content.password().length());
    content.password().putTo(out);
    content.servers().forEach(server -> writeEntry(out, server));
    out.putInt(crc(out.duplicate().flip()));
    return Bytes.of(out.array());
  }

  private static void writeEntry(ByteBuffer out, Commissioning.Server server) {
    Text40.put(out, server.address());
    long mac = server.mac().map(MacAddress::bits).orElse(0L);
    out.putShort((short) (mac >>> 32)).putInt((int) mac);
    out.put((byte) (server.mac().isPresent() ? HAS_MAC : 0)).put((byte) 0);
  }

  private static int crc(ByteBuffer octets) {
    CRC32 crc = new CRC32();
    crc.update(octets);
    return (int) crc.getValue();
  }

  private static Loaded rejected(Problem problem) {
    return new Loaded.Rejected(problem);
  }
}

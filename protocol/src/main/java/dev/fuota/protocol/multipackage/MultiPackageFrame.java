package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.codec.ReadField;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A payload of multi-package access (TS007): commands of several packages, and a token.
 *
 * <pre>
 * ( [ package id: bit 7 = 1, bits 6..0 identifier ] CID payload )*  token
 * </pre>
 *
 * <p>A command without a package id octet belongs to the package of the one before it, at the start
 * to package 0 (TS007-01). The token is the last octet, of which bits 1..0 count; a lone
 * MultiPackBufferReq has none (TS007-02). Answers follow the order of the requests and have a
 * package id octet where those had one (TS007-03).
 *
 * @param read what could be read, in its order
 * @param token 0..3; empty in a lone MultiPackBufferReq, and if the payload is empty
 * @param defect why reading stopped, or why the frame is void; empty if all is well
 * @param defectOffset where that is; the payload's length without a defect
 */
public record MultiPackageFrame(
    List<Item> read, OptionalInt token, Optional<Malformed<Command>> defect, int defectOffset) {

  /** The bit that tells a package id octet from a CID. */
  static final int PACKAGE_ID_FLAG = 0x80;

  /** The identifier in a package id octet. */
  public static final Bits PACKAGE_ID = new Bits("packageIdentifier", 0, 7);

  /** The token in its octet. */
  public static final Bits TOKEN = new Bits("token", 0, 2);

  /**
   * A command.
   *
   * @param packageId 0..127
   * @param named whether a package id octet stands before it
   * @param offset of its first octet in the payload: of the package id octet if there is one
   * @param length octets, with CID and package id octet
   */
  public record Item(int packageId, boolean named, Command command, int offset, int length) {

    /** Offset of the CID. */
    public int cidOffset() {
      return named ? offset + 1 : offset;
    }
  }

  public MultiPackageFrame {
    read = List.copyOf(read);
  }

  /**
   * Reads a downlink.
   *
   * @param packages commands by package identifier, as the device offers them; those of package 0
   *     are added
   */
  public static MultiPackageFrame readDownlink(
      Bytes payload, Map<Integer, CommandTable<? extends Command>> packages) {
    return readDownlink(payload, packages, null);
  }

  /** Reads an uplink alike. */
  public static MultiPackageFrame readUplink(
      Bytes payload, Map<Integer, CommandTable<? extends Command>> packages) {
    return readUplink(payload, packages, null);
  }

  /** Reads a downlink, telling {@code trace} of each field. */
  public static MultiPackageFrame readDownlink(
      Bytes payload,
      Map<Integer, CommandTable<? extends Command>> packages,
      @Nullable Consumer<ReadField> trace) {
    return new FrameReader(payload, packages, MultiPackageDownlink.COMMANDS, trace).read();
  }

  /** Reads an uplink, telling {@code trace} of each field. */
  public static MultiPackageFrame readUplink(
      Bytes payload,
      Map<Integer, CommandTable<? extends Command>> packages,
      @Nullable Consumer<ReadField> trace) {
    return new FrameReader(payload, packages, MultiPackageUplink.COMMANDS, trace).read();
  }

  /**
   * What is to be carried out: all that could be read, but nothing at all if there is a
   * MultiPackBufferReq beside other commands (TS007-09).
   */
  public List<Item> items() {
    return isVoid() ? List.of() : read;
  }

  /** Whether a MultiPackBufferReq is not alone. */
  private boolean isVoid() {
    boolean others = read.size() > 1 || defect.isPresent();
    return others && read.stream().anyMatch(item -> item.command() instanceof MultiPackBufferReq);
  }

  /** The identifier in {@code octet}, if that is a package id octet and no CID. */
  public static OptionalInt packageId(int octet) {
    return octet < PACKAGE_ID_FLAG ? OptionalInt.empty() : OptionalInt.of(PACKAGE_ID.get(octet));
  }

  /** The octets of a command in a frame, with a package id octet if {@code named}. */
  public static Bytes encode(int packageId, boolean named, Command command) {
    return encode(packageId, named, command.encode());
  }

  /** The same for a command that is octets already. */
  public static Bytes encode(int packageId, boolean named, Bytes command) {
    return named
        ? Bytes.of((byte) (PACKAGE_ID_FLAG | PACKAGE_ID.put(packageId))).concat(command)
        : command;
  }

  /** The frame as sent. */
  public Bytes encode() {
    int length = read.stream().mapToInt(Item::length).sum() + (token.isPresent() ? 1 : 0);
    ByteBuffer out = ByteBuffer.allocate(length);
    read.forEach(item -> encode(item.packageId(), item.named(), item.command()).putTo(out));
    token.ifPresent(value -> out.put((byte) TOKEN.put(value)));
    return Bytes.of(out.array());
  }
}

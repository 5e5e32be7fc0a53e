package dev.fuota.protocol.codec;

import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The commands of one package, version and direction, in the specification's order.
 *
 * <p>Commands share a FRMPayload (PKG-01). The length of one follows from its CID, so nothing
 * behind an unknown or cut command can be read: {@link #decodeAll} stops there and keeps what came
 * before (PKG-04).
 */
public final class CommandTable<C extends Command> {

  /**
   * A command.
   *
   * @param name in the specification
   * @param lengthMin octets behind the CID without which the decoder is not asked
   * @param decoder of what follows the CID; there may be further commands behind it
   */
  public record Entry<C extends Command>(
      int cid,
      String name,
      Class<C> type,
      int lengthMin,
      Function<PayloadReader, Decoded<C>> decoder) {

    /** A command without payload. */
    public static <C extends Command> Entry<C> bare(
        int cid, String name, Class<C> type, Supplier<C> command) {
      return fixed(cid, name, type, 0, in -> command.get());
    }

    /** A command of one length in which nothing can be wrong. */
    public static <C extends Command> Entry<C> fixed(
        int cid, String name, Class<C> type, int length, Function<PayloadReader, C> decoder) {
      return new Entry<>(cid, name, type, length, in -> Decoded.ok(decoder.apply(in)));
    }

    private Decoded<C> decode(PayloadReader in) {
      return in.remaining() < lengthMin ? in.truncated(name, lengthMin) : decoder.apply(in);
    }
  }

  /**
   * A command and where it stood.
   *
   * @param offset of its CID in the payload
   * @param length octets, with the CID
   */
  public record Placed<C>(C command, int offset, int length) {}

  /**
   * A payload as far as it could be read.
   *
   * @param placed in the order of the payload
   * @param defect why reading stopped before the end; empty if it did not
   * @param defectOffset octets before the CID at which reading stopped; the payload's length if it
   *     did not stop
   */
  public record Stream<C>(List<Placed<C>> placed, Optional<Malformed<C>> defect, int defectOffset) {

    /** The commands alone. */
    public List<C> commands() {
      List<C> commands = new ArrayList<>(placed.size());
      for (Placed<C> each : placed) {
        commands.add(each.command());
      }
      return Collections.unmodifiableList(commands);
    }
  }

  private final String name;
  private final Map<Integer, Entry<? extends C>> entries;

  /**
   * A table of all commands that may come.
   *
   * @param name of package and direction, for messages to people
   */
  public CommandTable(String name, List<Entry<? extends C>> entries) {
    this.name = name;
    Map<Integer, Entry<? extends C>> byCid = new LinkedHashMap<>();
    entries.forEach(entry -> byCid.put(entry.cid(), entry));
    this.entries = Collections.unmodifiableMap(byCid);
  }

  /** Package, version and direction, for messages to people. */
  public String name() {
    return name;
  }

  /** All commands, in the specification's order. */
  public List<Entry<? extends C>> entries() {
    return List.copyOf(entries.values());
  }

  /** The command with this name in the specification. */
  public Optional<Entry<? extends C>> entry(String commandName) {
    return entries().stream().filter(entry -> entry.name().equals(commandName)).findFirst();
  }

  /** The command with this CID. */
  public Optional<Entry<? extends C>> entry(int cid) {
    return Optional.ofNullable(entries.get(cid));
  }

  /** Decodes as many commands as {@code payload} holds, up to the first defect. */
  public Stream<C> decodeAll(Bytes payload) {
    return decodeAll(new PayloadReader(payload));
  }

  /** The same, telling {@code trace} of each field. */
  public Stream<C> decodeAll(Bytes payload, Consumer<ReadField> trace) {
    return decodeAll(new PayloadReader(payload, payload.length(), trace));
  }

  private Stream<C> decodeAll(PayloadReader in) {
    List<Placed<C>> placed = new ArrayList<>(1); // a fragment comes alone
    while (in.remaining() > 0) {
      int start = in.position();
      Decoded<C> next = decodeNext(in);
      if (next instanceof Malformed<C> malformed) {
        return new Stream<>(List.copyOf(placed), Optional.of(malformed), start);
      }
      placed.add(new Placed<>(next.value().orElseThrow(), start, in.position() - start));
    }
    return new Stream<>(List.copyOf(placed), Optional.empty(), in.position());
  }

  /** Whether {@code payload} can be read to its end, and there is something to read. */
  public boolean fits(Bytes payload) {
    return !payload.isEmpty() && decodeAll(payload).defect().isEmpty();
  }

  /** Decodes the command that begins at the next octet, which is there. */
  public Decoded<C> decodeNext(PayloadReader in) {
    int cid = in.beginCommand();
    Entry<? extends C> entry = entries.get(cid);
    if (entry == null) {
      return new Malformed<>(
          Decoded.Reason.UNKNOWN_COMMAND,
          name,
          String.format("%s has no command 0x%02x", name, cid));
    }
    return entry.decode(in).map(command -> command);
  }
}

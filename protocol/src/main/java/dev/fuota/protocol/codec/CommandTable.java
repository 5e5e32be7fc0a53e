package dev.fuota.protocol.codec;

import dev.fuota.protocol.codec.Decoded.Malformed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of one package, version and direction: CID to decoder, in the specification's order.
 *
 * <p>Commands share a FRMPayload. The length of one follows from its CID, so nothing behind an
 * unknown or cut command can be read: {@link #decodeAll} stops there and keeps what came before.
 */
public final class CommandTable<C extends Command> {

  /** Decodes what follows the CID. {@code in} is little-endian and may hold further commands. */
  @FunctionalInterface
  public interface PayloadDecoder<C> {
    Decoded<C> decode(ByteBuffer in);
  }

  /**
   * A payload as far as it could be read.
   *
   * @param commands in the order of the payload
   * @param defect why reading stopped before the end; empty if it did not
   * @param defectOffset octets before the CID at which reading stopped; the payload's length if it
   *     did not stop
   */
  public record Stream<C>(List<C> commands, Optional<Malformed<C>> defect, int defectOffset) {}

  private final String name;
  private final Map<Integer, PayloadDecoder<? extends C>> decoders;

  /**
   * A table of all commands that may come.
   *
   * @param name of package and direction, for messages to people
   */
  public CommandTable(String name, Map<Integer, PayloadDecoder<? extends C>> decoders) {
    this.name = name;
    this.decoders = Map.copyOf(decoders);
  }

  /** Decodes as many commands as {@code payload} holds, up to the first defect. */
  public Stream<C> decodeAll(Bytes payload) {
    ByteBuffer in = payload.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<C> commands = new ArrayList<>();
    while (in.hasRemaining()) {
      int start = in.position();
      Decoded<C> next = decodeNext(in);
      if (next instanceof Malformed<C> malformed) {
        return new Stream<>(List.copyOf(commands), Optional.of(malformed), start);
      }
      commands.add(next.value().orElseThrow());
    }
    return new Stream<>(List.copyOf(commands), Optional.empty(), payload.length());
  }

  private Decoded<C> decodeNext(ByteBuffer in) {
    int cid = in.get() & 0xff;
    PayloadDecoder<? extends C> decoder = decoders.get(cid);
    if (decoder == null) {
      return new Malformed<>(
          Decoded.Reason.UNKNOWN_COMMAND,
          name,
          String.format("%s has no command 0x%02x", name, cid));
    }
    return decoder.decode(in).map(command -> command);
  }
}

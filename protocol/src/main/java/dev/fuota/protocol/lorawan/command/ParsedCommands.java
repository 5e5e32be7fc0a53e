package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.List;
import java.util.Optional;

/**
 * MAC commands as far as they could be read.
 *
 * @param commands in the order of the frame
 * @param defect why reading stopped before the end, in one sentence; empty if it did not
 */
public record ParsedCommands(List<MacCommand> commands, Optional<String> defect) {

  static ParsedCommands of(CommandTable.Stream<? extends MacCommand> stream) {
    return new ParsedCommands(
        List.copyOf(stream.commands()), stream.defect().map(Malformed::detail));
  }
}

package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.codec.Decoded.Reason;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.ReadField;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedAns;
import dev.fuota.protocol.multipackage.MultiPackageFrame.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one frame, up to its first defect. */
final class FrameReader {
  private final Bytes payload;
  private final Map<Integer, CommandTable<? extends Command>> packages;
  private final CommandTable<? extends Command> own;
  private final int end;
  private final PayloadReader in;
  private final List<Item> items = new ArrayList<>();
  private int packageId = MultiPackageCommand.PACKAGE_ID;

  FrameReader(
      Bytes payload,
      Map<Integer, CommandTable<? extends Command>> packages,
      CommandTable<? extends Command> own,
      @Nullable Consumer<ReadField> trace) {
    this.payload = payload;
    this.packages = packages;
    this.own = own;
    this.end = isLoneBufferReq() ? payload.length() : Math.max(0, payload.length() - 1);
    this.in = new PayloadReader(payload, end, trace);
  }

  private boolean isLoneBufferReq() {
    int at = startsWithOwnId() ? 1 : 0;
    return own == MultiPackageDownlink.COMMANDS
        && payload.length() == at + 1 + MultiPackBufferReq.LENGTH
        && payload.at(at) == MultiPackBufferReq.CID;
  }

  private boolean startsWithOwnId() {
    return !payload.isEmpty()
        && payload.at(0) == (MultiPackageFrame.PACKAGE_ID_FLAG | MultiPackageCommand.PACKAGE_ID);
  }

  MultiPackageFrame read() {
    if (payload.isEmpty()) {
      return ended(Optional.of(new Malformed<>(Reason.TRUNCATED, "token", "there is no token")), 0);
    }
    while (in.remaining() > 0) {
      int start = in.position();
      Decoded<Command> next = next();
      if (next instanceof Malformed<Command> malformed) {
        return ended(Optional.of(malformed), start);
      }
    }
    return items.size() > 1 ? checkedForBufferReq() : ended(Optional.empty(), payload.length());
  }

  private Decoded<Command> next() {
    int start = in.position();
    boolean named = in.peek() >= MultiPackageFrame.PACKAGE_ID_FLAG;
    if (named) {
      packageId = MultiPackageFrame.PACKAGE_ID.get(in.next());
    }
    if (in.remaining() == 0) {
      return new Malformed<>(
          Reason.TRUNCATED, "CID", "no command follows the package id " + packageId);
    }
    Decoded<Command> command = command();
    command
        .value()
        .ifPresent(it -> items.add(new Item(packageId, named, it, start, in.position() - start)));
    return command;
  }

  private Decoded<Command> command() {
    CommandTable<? extends Command> table =
        packageId == MultiPackageCommand.PACKAGE_ID ? own : packages.get(packageId);
    if (table == null) {
      return new Malformed<>(
          Reason.UNKNOWN_PACKAGE, "packageIdentifier", "there is no package " + packageId);
    }
    Decoded<Command> command = table.decodeNext(in).map(it -> it);
    return command.value().filter(FrameReader::isForbidden).isPresent()
        ? new Malformed<>(
            Reason.UNKNOWN_COMMAND,
            table.name(),
            command.value().orElseThrow().getClass().getSimpleName()
                + " is not accepted through multi-package access")
        : command;
  }

  /** Fragments fill frames of their own, and are never answered (TS007-11). */
  private static boolean isForbidden(Command command) {
    return command instanceof DataFragment || command instanceof FragDataBlockReceivedAns;
  }

  private MultiPackageFrame checkedForBufferReq() {
    return items.stream()
        .filter(item -> item.command() instanceof MultiPackBufferReq)
        .findFirst()
        .map(item -> ended(Optional.of(notAlone()), item.offset()))
        .orElseGet(() -> ended(Optional.empty(), payload.length()));
  }

  private static Malformed<Command> notAlone() {
    return new Malformed<>(
        Reason.BAD_VALUE,
        "MultiPackBufferReq",
        "MultiPackBufferReq is not the only command, so all are discarded");
  }

  private MultiPackageFrame ended(Optional<Malformed<Command>> defect, int offset) {
    OptionalInt token =
        end < payload.length()
            ? OptionalInt.of(MultiPackageFrame.TOKEN.get(payload.at(end)))
            : OptionalInt.empty();
    return new MultiPackageFrame(items, token, defect, offset);
  }
}

package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.codec.ReadField;
import dev.fuota.protocol.explain.Explanation.Defect;
import dev.fuota.protocol.multipackage.MultiPackageFrame;
import dev.fuota.protocol.multipackage.MultiPackageFrame.Item;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Explains payloads of one package, version and direction; the version of multi-package access is
 * that of the packages in it.
 */
public record Explainer(ApplicationPackage kind, PackageVersion version, Direction direction) {

  /** Explains {@code payload}; no octets make this throw. */
  public Explanation explain(Bytes payload) {
    List<ReadField> fields = new ArrayList<>();
    MultiPackageFrame read = read(payload, fields::add);
    List<ExplainedCommand> commands =
        read.read().stream().map(item -> explained(item, payload, fields)).toList();
    int end = payload.length() - (read.token().isPresent() ? 1 : 0);
    int readTo =
        read.read().stream().mapToInt(item -> item.offset() + item.length()).max().orElse(0);
    return new Explanation(
        payload,
        commands,
        read.token().isPresent() ? Optional.of(FieldLines.token(payload, end)) : Optional.empty(),
        read.defect().map(malformed -> defect(malformed, read, payload)),
        payload.slice(readTo, end - readTo),
        read.defect()
            .filter(malformed -> fits(version.other(), payload))
            .map(m -> version.other()));
  }

  /** Payloads of one package are read as frames without package ids and token. */
  private MultiPackageFrame read(Bytes payload, Consumer<ReadField> trace) {
    if (kind == ApplicationPackage.MULTI_PACKAGE) {
      return direction == Direction.DOWN
          ? MultiPackageFrame.readDownlink(payload, packages(), trace)
          : MultiPackageFrame.readUplink(payload, packages(), trace);
    }
    return frame(kind.commands(version, direction).decodeAll(payload, trace));
  }

  private <C extends Command> MultiPackageFrame frame(CommandTable.Stream<C> stream) {
    List<Item> items =
        stream.placed().stream()
            .map(it -> new Item(kind.id(), false, it.command(), it.offset(), it.length()))
            .toList();
    Optional<Malformed<Command>> defect = stream.defect().map(Malformed::as);
    return new MultiPackageFrame(items, OptionalInt.empty(), defect, stream.defectOffset());
  }

  private Map<Integer, CommandTable<? extends Command>> packages() {
    return Stream.of(ApplicationPackage.values())
        .filter(one -> one != ApplicationPackage.MULTI_PACKAGE)
        .collect(Collectors.toMap(ApplicationPackage::id, one -> one.commands(version, direction)));
  }

  /** Whether the payload can be read to its end as another version (PKG-12). */
  private boolean fits(PackageVersion other, Bytes payload) {
    boolean exists = kind == ApplicationPackage.MULTI_PACKAGE || kind.has(other);
    MultiPackageFrame read = new Explainer(kind, other, direction).read(payload, field -> {});
    return exists && read.defect().isEmpty() && !read.read().isEmpty();
  }

  private Optional<CommandTable<? extends Command>> table(int packageId) {
    return ApplicationPackage.of(packageId).map(one -> one.commands(version, direction));
  }

  private ExplainedCommand explained(Item item, Bytes payload, List<ReadField> fields) {
    Command command = item.command();
    String name =
        table(item.packageId())
            .flatMap(table -> table.entry(command.cid()))
            .map(CommandTable.Entry::name)
            .orElseThrow();
    List<ExplainedField> lines = new ArrayList<>();
    if (item.named()) {
      lines.add(FieldLines.packageId(payload, item.offset()));
    }
    lines.add(FieldLines.cid(payload, item.cidOffset(), name));
    int end = item.offset() + item.length();
    lines.addAll(
        FieldLines.of(
            fields.stream()
                .filter(it -> it.offset() > item.cidOffset() && it.offset() < end)
                .toList(),
            new Meanings(command, version)));
    boolean alone = item.length() == payload.length();
    return new ExplainedCommand(
        item.packageId(),
        name,
        item.offset(),
        item.length(),
        command,
        lines,
        Remarks.of(command, alone || kind == ApplicationPackage.MULTI_PACKAGE));
  }

  private Defect defect(Malformed<Command> malformed, MultiPackageFrame read, Bytes payload) {
    int at = read.defectOffset();
    int end = payload.length() - (read.token().isPresent() ? 1 : 0);
    int packageId = lastPackageBefore(at, read);
    if (kind == ApplicationPackage.MULTI_PACKAGE && at < end) {
      OptionalInt named = MultiPackageFrame.packageId(payload.at(at));
      packageId = named.orElse(packageId);
      at += named.isPresent() ? 1 : 0;
    }
    OptionalInt cid = at < end ? OptionalInt.of(payload.at(at)) : OptionalInt.empty();
    Optional<String> command =
        cid.isPresent()
            ? table(packageId)
                .flatMap(table -> table.entry(cid.getAsInt()))
                .map(CommandTable.Entry::name)
            : Optional.empty();
    return new Defect(malformed.reason(), read.defectOffset(), cid, command, malformed.detail());
  }

  /** The package to which a command without a package id octet belongs. */
  private int lastPackageBefore(int offset, MultiPackageFrame read) {
    return read.read().stream()
        .filter(item -> item.offset() < offset)
        .mapToInt(Item::packageId)
        .reduce(kind.id(), (before, last) -> last);
  }
}

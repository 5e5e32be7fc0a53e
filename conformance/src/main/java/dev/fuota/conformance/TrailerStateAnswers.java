package dev.fuota.conformance;

import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.boot.Strategy;
import dev.fuota.boot.mcuboot.McubootResult;
import dev.fuota.boot.mcuboot.McubootResult.Started;
import dev.fuota.conformance.TraceGeometry.Region;
import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What MCUboot's library does for each state of both trailers, {@code trailer-states.csv}, on the
 * flash of the traces beside it. The mode that follows it to the letter does the same; where that
 * leaves a device without an image, the product's own mode must start one.
 */
final class TrailerStateAnswers implements KnownAnswers {
  /** Where the product's own bootloader keeps its records. */
  private static final int JOURNAL_SECTORS = 4;

  private static final Set<String> COLUMNS =
      Set.of("mode", "pri_magic", "sec_magic", "result", "flash_ops");

  @Override
  public String schema() {
    return "mcuboot-trailer-states";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.elementsOf(Table.ROWS).stream()
        .findFirst()
        .filter(row -> row.memberNames().containsAll(COLUMNS))
        .isPresent();
  }

  @Override
  public Set<String> arrays() {
    return Set.of(Table.ROWS);
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Entry traces = Conformance.read(directory.resolve("traces.json"));
    TraceImages images = new TraceImages(traces.get("images"), directory);
    TraceGeometries geometries = new TraceGeometries(traces);
    Group group = new Group("states");
    for (Entry row : document.get(Table.ROWS).elements()) {
      TraceGeometry geometry = geometries.of(row.get("mode"));
      TraceFlash start = start(row, geometry, images);
      group.run(id(row), check -> compare(check, row, geometry, start.start(), images));
    }
    return List.of(group.report());
  }

  private static String id(Entry row) {
    String index = row.place().substring(row.place().lastIndexOf('/') + 1);
    return "line " + (Integer.parseInt(index) + 2);
  }

  private static TraceFlash start(Entry row, TraceGeometry geometry, TraceImages images) {
    // Behind the device of the traces there is room for the records of the product's own mode.
    TraceFlash flash = new TraceFlash(geometry.extendedBy(JOURNAL_SECTORS));
    int download = geometry.secondary().offset() + geometry.imageOffset();
    flash.put(row, geometry.primary().offset(), images.get(row, TraceImages.OLD));
    flash.put(row, download, images.get(row, TraceImages.NEW));
    for (String column : row.memberNames()) {
      slot(column, geometry)
          .filter(slot -> !column.endsWith("_after"))
          .ifPresent(
              slot ->
                  flash.set(
                      row.get(column),
                      slot,
                      column.substring("pri_".length()),
                      state(row, column, geometry)));
    }
    return flash;
  }

  private static String state(Entry row, String column, TraceGeometry geometry) {
    String state = row.text(column);
    return state.equals(String.format("%02x", geometry.erased())) ? "unset" : state;
  }

  private static Optional<Region> slot(String column, TraceGeometry geometry) {
    if (column.startsWith("pri_")) {
      return Optional.of(geometry.primary());
    }
    return column.startsWith("sec_") ? Optional.of(geometry.secondary()) : Optional.empty();
  }

  private static void compare(
      Check check,
      Entry row,
      TraceGeometry geometry,
      TraceFlash.Running device,
      TraceImages images) {
    Flash copy = device.copy();
    String result = resultOf(device.boot());
    check.same("result", row.text("result"), result);
    check.same("primary_image", row.text("primary_image"), images.inPrimary(row, device));
    check.same("flash_ops", row.text("flash_ops"), device.operations().size());
    compareTrailer(check, row, "pri_", new TrailerState(geometry, device, geometry.primary()));
    compareTrailer(check, row, "sec_", new TrailerState(geometry, device, geometry.secondary()));
    boolean started = device.boot() instanceof Started;
    check.same(
        "primary_image_after_next_boot",
        row.text("primary_image_after_next_boot"),
        started ? images.inPrimary(row, device) : "panic");
    if (!result.equals("boot")) {
      checkOwnMode(check, geometry, copy);
    }
  }

  private static String resultOf(McubootResult result) {
    if (result instanceof Started) {
      return "boot";
    }
    return result instanceof McubootResult.Failed ? "fail" : "panic";
  }

  private static void compareTrailer(Check check, Entry row, String slot, TrailerState got) {
    check.same(slot + "magic_after", row.text(slot + "magic_after"), got.magic());
    check.same(slot + "image_ok_after", row.text(slot + "image_ok_after"), got.imageOk());
    check.same(slot + "copy_done_after", row.text(slot + "copy_done_after"), got.copyDone());
  }

  /** Where the library leaves nothing to start, the product's own mode starts a whole image. */
  private static void checkOwnMode(Check check, TraceGeometry geometry, Flash flash) {
    int journal = geometry.deviceSize();
    BootPartitions partitions =
        new BootPartitions(
            geometry.part(flash, geometry.primary()),
            geometry.part(flash, geometry.secondary()),
            geometry.scratch().map(scratch -> geometry.part(flash, scratch)),
            geometry.part(flash, new Region(journal, JOURNAL_SECTORS * geometry.sectorSize())));
    BootConfig config =
        BootConfig.of(Strategy.SWAP_OFFSET, TrustedKeys.of())
            .withVerification(Verification.INTEGRITY);
    BootResult result = new Bootloader(partitions, config).boot();
    if (result instanceof BootResult.Started) {
      check.passed();
    } else {
      check.failed("own mode", "a whole image started", result.toString());
    }
  }
}

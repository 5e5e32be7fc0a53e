package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.PatchFormat;
import dev.fuota.protocol.expand.PackageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be made of a whole image for a device. */
final class Menu implements Chooser.Offers {
  /** Compressions of detools, and the least memory with which one is worth trying; octets. */
  private record Detools(String name, int ramMin) {}

  private static final List<Detools> DETOOLS =
      List.of(new Detools("crle", 64), new Detools("heatshrink", 256), new Detools("lzma", 65_536));

  private static final int BSDIFF_RAM_MIN = 1 << 20;

  /** Windows of heatshrink, as powers of two, and what looks ahead. */
  private record Window(int bits, int lookahead) {
    String name() {
      return "heatshrink-w" + bits + "l" + lookahead;
    }
  }

  private static final List<Window> WINDOWS =
      List.of(new Window(14, 5), new Window(11, 4), new Window(8, 4), new Window(5, 3));

  /** A patch in place is made of so many pieces at most; each costs time to make. */
  private static final int SEGMENTS_MAX = 256;

  private final WholeImage fresh;
  private final FormPolicy policy;
  private final Optional<FormMaker> maker;
  private final Made whole;

  /**
   * A menu.
   *
   * @param maker without one there is the image itself and no more
   */
  Menu(WholeImage fresh, FormPolicy policy, Optional<FormMaker> maker) {
    this.fresh = fresh;
    this.policy = policy;
    this.maker = maker;
    this.whole = new Made("full", Made.Way.WHOLE, fresh.octets(), 0, Bytes.EMPTY);
  }

  @Override
  public List<Made> of(Abilities abilities, Optional<WholeImage> base) {
    List<Made> possible = new ArrayList<>();
    if (policy == FormPolicy.FULL || policy == FormPolicy.AUTO) {
      possible.add(whole);
    }
    for (Recipe recipe : recipes(abilities, base.isPresent())) {
      Optional<WholeImage> needed = recipe.isDelta() ? base : Optional.empty();
      maker.flatMap(it -> it.make(recipe, fresh, needed)).ifPresent(possible::add);
    }
    return possible;
  }

  private List<Recipe> recipes(Abilities abilities, boolean hasBase) {
    List<Recipe> recipes = new ArrayList<>();
    if (policy == FormPolicy.COMPRESSED || policy == FormPolicy.AUTO) {
      recipes.addAll(compressions(abilities));
    }
    if (hasBase && (policy == FormPolicy.DELTA || policy == FormPolicy.AUTO)) {
      recipes.addAll(deltas(abilities));
    }
    return recipes;
  }

  private static List<Recipe> compressions(Abilities abilities) {
    List<Recipe> recipes = new ArrayList<>();
    if (abilities.lzma2()) {
      recipes.add(new Recipe.Lzma2());
    }
    if (abilities.packages().contains(PackageKind.HEATSHRINK)) {
      WINDOWS.stream()
          .filter(window -> 1 << window.bits() < abilities.expandRam())
          .forEach(window -> recipes.add(new Recipe.Packed(window.name())));
    }
    return recipes;
  }

  private static List<Recipe> deltas(Abilities abilities) {
    List<Recipe> recipes = new ArrayList<>();
    for (Detools detools : DETOOLS) {
      if (abilities.expandRam() >= detools.ramMin()) {
        detools(recipes, abilities, detools.name());
      }
    }
    if (abilities.packages().contains(PackageKind.BSDIFF40)
        && abilities.expandRam() >= BSDIFF_RAM_MIN) {
      recipes.add(new Recipe.Packed("bsdiff40"));
    }
    return recipes;
  }

  private static void detools(List<Recipe> recipes, Abilities abilities, String compression) {
    if (abilities.packages().contains(PackageKind.DETOOLS)) {
      recipes.add(new Recipe.Packed("detools-" + compression));
    }
    if (abilities.installer() == Installer.IN_PLACE
        && abilities.packages().contains(PackageKind.DETOOLS_IN_PLACE)) {
      recipes.add(
          new Recipe.Packed("detools-inplace-" + compression, Optional.of(memory(abilities))));
    }
  }

  /** Whole sectors, all that are there but the trailer's. */
  private static PatchFormat.Memory memory(Abilities abilities) {
    int sectors = abilities.slotSize() / abilities.sectorSize();
    int segment = abilities.sectorSize() * (sectors / SEGMENTS_MAX + 1);
    return new PatchFormat.Memory(
        abilities.slotSize() / segment * segment, segment, Optional.empty());
  }
}

package dev.fuota.boot.torture;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;

/** A flash that is programmed by whole pages of the part's page buffer only. */
record WholePages(Flash flash, int page) implements Flash {
  @Override
  public Geometry geometry() {
    Geometry shape = flash.geometry();
    return new Geometry(shape.sectorSize(), shape.sectorCount(), page, shape.erasedValue());
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    flash.read(offset, into);
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    flash.program(offset, from);
  }

  @Override
  public void erase(int index) {
    flash.erase(index);
  }
}

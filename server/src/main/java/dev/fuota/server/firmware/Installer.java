package dev.fuota.server.firmware;

/** How a device's bootloader brings what it expands to where it runs. */
public enum Installer {
  /** Between two slots; what is expanded comes to lie beside its payload in the waiting slot. */
  TWO_SLOTS,
  /** Page by page over what runs; so are patches that were made to be applied in place. */
  IN_PLACE,
  /** Over what runs, without patches in place: a delta becomes a whole image in its slot first. */
  OVERWRITE
}

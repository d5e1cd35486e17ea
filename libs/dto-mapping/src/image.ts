/** Image variants: the size that fits a client. */

export interface ImageVariant {
  /** Width in pixels. */
  readonly width: number;
  readonly url: string;
}

export interface Image {
  readonly alt: string;
  /** Variants in ascending width; never empty. */
  readonly variants: readonly [ImageVariant, ...ImageVariant[]];
}

/** Finds the smallest variant of at least this width in device pixels. Gives the largest where none is wide enough. */
export const fitImage = (image: Image, widthPx: number): ImageVariant =>
  image.variants.find((variant) => variant.width >= widthPx) ?? image.variants.at(-1)!;

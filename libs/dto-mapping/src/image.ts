/** Image variants: which of the sizes that a service offers fits a client. */

export interface ImageVariant {
  /** Pixels. */
  readonly width: number;
  readonly url: string;
}

export interface Image {
  readonly alt: string;
  /** In ascending width; never empty. */
  readonly variants: readonly [ImageVariant, ...ImageVariant[]];
}

/** The smallest variant that is at least so many device pixels wide, or the largest there is. */
export const fitImage = (image: Image, widthPx: number): ImageVariant =>
  image.variants.find((variant) => variant.width >= widthPx) ?? image.variants.at(-1)!;

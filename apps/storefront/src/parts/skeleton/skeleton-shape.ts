/** Shapes of skeletons: the outline of a kind of page. */
export type SkeletonShape = 'grid' | 'product' | 'list' | 'form';

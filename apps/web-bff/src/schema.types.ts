/** Types of the resolvers, from schema.graphql and models.ts. Written by `npm run documents`. */

import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Address as AddressModel, Customer as CustomerModel, Wish as WishModel } from '@frontage/customers-client';
import type { CartView as CartViewModel, CartItemView as CartItemViewModel, VisitorCartView as VisitorCartViewModel, VisitorCartItemView as VisitorCartItemViewModel } from './features/cart/cart.view.ts';
import type { CategoryNode as CategoryNodeModel } from './features/categories/categories.view.ts';
import type { CategoryCount as CategoryCountModel, Product as ProductModel, SearchFacets as SearchFacetsModel } from '@frontage/catalog-client';
import type { CheckoutView as CheckoutViewModel, PlaceOrderPayloadView as PlaceOrderPayloadViewModel } from './features/orders/checkout.view.ts';
import type { CustomerTier as CustomerTierModel, PriceTier as PriceTierModel, Role as RoleModel, ViewerView as ViewerViewModel } from './features/viewer/viewer.view.ts';
import type { DeletedReviewPayload as DeletedReviewPayloadModel, WrittenReviewPayload as WrittenReviewPayloadModel } from './features/reviews/write-review.ts';
import type { Money as MoneyModel } from '@frontage/dto-mapping/money';
import type { Order as OrderModel, OrderAction as OrderActionModel, OrderLine as OrderLineModel } from '@frontage/orders-client';
import type { OrderStep as OrderStepModel } from './features/orders/timeline.view.ts';
import type { Price as PriceModel } from '@frontage/pricing-client';
import type { RatingSummary as RatingSummaryModel, Review as ReviewModel } from '@frontage/reviews-client';
import type { Recommendation as RecommendationModel } from '@frontage/recommendations-client';
import type { Availability as AvailabilityModel } from '@frontage/inventory-client';
import type { WarehouseStock as WarehouseStockModel } from './features/stock/stock.view.ts';
import type { WishListView as WishListViewModel } from './features/wish-list/wish-list.view.ts';
import type { WebContext } from './context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Date: { input: string; output: string; }
  DateTime: { input: string; output: string; }
  SafeInt: { input: number; output: number; }
};

export type AddAddressInput = {
  readonly city: Scalars['String']['input'];
  readonly country: Scalars['String']['input'];
  readonly idempotencyKey: Scalars['String']['input'];
  readonly label: Scalars['String']['input'];
  readonly postcode: Scalars['String']['input'];
  readonly recipient: Scalars['String']['input'];
  readonly street: Scalars['String']['input'];
};

export type AddAddressPayload = {
  readonly address?: Maybe<Address>;
  readonly errors: ReadonlyArray<UserError>;
  readonly viewer?: Maybe<Viewer>;
};

export type AddToWishListInput = {
  readonly productId: Scalars['ID']['input'];
};

export type AddToWishListPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly wishList?: Maybe<WishList>;
};

export type Address = Node & {
  readonly city: Scalars['String']['output'];
  readonly country: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isDefault: Scalars['Boolean']['output'];
  readonly label: Scalars['String']['output'];
  readonly postcode: Scalars['String']['output'];
  readonly recipient: Scalars['String']['output'];
  readonly street: Scalars['String']['output'];
};

export type Attribute = {
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

export type AttributeFacet = {
  readonly name: Scalars['String']['output'];
  readonly values: ReadonlyArray<AttributeValueFacet>;
};

export type AttributeFilter = {
  readonly name: Scalars['String']['input'];
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

export type AttributeValueFacet = {
  readonly count: Scalars['SafeInt']['output'];
  readonly value: Scalars['String']['output'];
};

export type BrandFacet = {
  readonly brand: Scalars['String']['output'];
  readonly count: Scalars['SafeInt']['output'];
};

export type CancelOrderInput = {
  readonly idempotencyKey: Scalars['String']['input'];
  readonly orderId: Scalars['ID']['input'];
};

export type CancelOrderPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly order: Order;
};

export type Cart = Node & {
  readonly id: Scalars['ID']['output'];
  readonly items: ReadonlyArray<CartItem>;
  readonly total?: Maybe<Money>;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type CartTotalArgs = {
  currency: Currency;
};

export type CartItem = {
  readonly addedAt: Scalars['DateTime']['output'];
  readonly product?: Maybe<Product>;
  readonly productId: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly total?: Maybe<Money>;
  readonly unit?: Maybe<Money>;
};


export type CartItemTotalArgs = {
  currency: Currency;
};


export type CartItemUnitArgs = {
  currency: Currency;
};

export type Category = Node & {
  readonly children: ReadonlyArray<Category>;
  readonly description: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly parent?: Maybe<Category>;
  readonly path: ReadonlyArray<Category>;
  readonly productCount: Scalars['SafeInt']['output'];
  readonly products?: Maybe<ProductConnection>;
};


export type CategoryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

export type CategoryFacet = {
  readonly category?: Maybe<Category>;
  readonly categoryId: Scalars['ID']['output'];
  readonly count: Scalars['SafeInt']['output'];
};

export type CheckoutInput = {
  readonly currency: Currency;
  readonly idempotencyKey: Scalars['String']['input'];
};

export type CheckoutPayload = {
  readonly cart?: Maybe<Cart>;
  readonly order: Order;
};

export type Currency =
  | 'CHF'
  | 'EUR'
  | 'GBP'
  | 'JPY'
  | 'PLN'
  | 'SEK'
  | 'USD';

export type CustomerTier =
  | 'GOLD'
  | 'STANDARD';

export type DeleteReviewInput = {
  readonly productId: Scalars['ID']['input'];
};

export type DeleteReviewPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly product?: Maybe<Product>;
};

export type Home = {
  readonly categories?: Maybe<ReadonlyArray<Category>>;
  readonly featured: ReadonlyArray<Product>;
  readonly layout: ReadonlyArray<HomeSection>;
  readonly recommendations?: Maybe<ReadonlyArray<Recommendation>>;
};


export type HomeFeaturedArgs = {
  first: Scalars['Int']['input'];
};


export type HomeRecommendationsArgs = {
  limit: Scalars['Int']['input'];
};

export type HomeSection =
  | 'CATEGORIES'
  | 'FEATURED'
  | 'RECOMMENDATIONS';

export type Image = {
  readonly alt: Scalars['String']['output'];
  readonly variants: ReadonlyArray<ImageVariant>;
};

export type ImageVariant = {
  readonly url: Scalars['String']['output'];
  readonly width: Scalars['Int']['output'];
};

export type InternalNote = {
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  readonly text: Scalars['String']['output'];
};

export type MergeCartInput = {
  readonly items: ReadonlyArray<MergeCartItemInput>;
};

export type MergeCartItemInput = {
  readonly productId: Scalars['ID']['input'];
  readonly quantity: Scalars['Int']['input'];
};

export type MergeCartPayload = {
  readonly cart: Cart;
  readonly errors: ReadonlyArray<UserError>;
};

export type Money = {
  readonly amount: Scalars['SafeInt']['output'];
  readonly currency: Currency;
};

export type Mutation = {
  readonly addAddress?: Maybe<AddAddressPayload>;
  readonly addToWishList?: Maybe<AddToWishListPayload>;
  readonly cancelOrder?: Maybe<CancelOrderPayload>;
  /** @deprecated `placeOrder` does the same, and gives refusals as data: with them there is no order, which `CheckoutPayload` requires. */
  readonly checkout?: Maybe<CheckoutPayload>;
  readonly deleteReview?: Maybe<DeleteReviewPayload>;
  readonly mergeCart?: Maybe<MergeCartPayload>;
  readonly payOrder?: Maybe<PayOrderPayload>;
  readonly placeOrder?: Maybe<PlaceOrderPayload>;
  readonly putCartItem?: Maybe<PutCartItemPayload>;
  readonly removeAddress?: Maybe<RemoveAddressPayload>;
  readonly removeCartItem?: Maybe<RemoveCartItemPayload>;
  readonly removeFromWishList?: Maybe<RemoveFromWishListPayload>;
  readonly setDefaultAddress?: Maybe<SetDefaultAddressPayload>;
  readonly updateAddress?: Maybe<UpdateAddressPayload>;
  readonly updateProfile?: Maybe<UpdateProfilePayload>;
  readonly writeReview?: Maybe<WriteReviewPayload>;
};


export type MutationAddAddressArgs = {
  input: AddAddressInput;
};


export type MutationAddToWishListArgs = {
  input: AddToWishListInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationCheckoutArgs = {
  input: CheckoutInput;
};


export type MutationDeleteReviewArgs = {
  input: DeleteReviewInput;
};


export type MutationMergeCartArgs = {
  input: MergeCartInput;
};


export type MutationPayOrderArgs = {
  input: PayOrderInput;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationPutCartItemArgs = {
  input: PutCartItemInput;
};


export type MutationRemoveAddressArgs = {
  input: RemoveAddressInput;
};


export type MutationRemoveCartItemArgs = {
  input: RemoveCartItemInput;
};


export type MutationRemoveFromWishListArgs = {
  input: RemoveFromWishListInput;
};


export type MutationSetDefaultAddressArgs = {
  input: SetDefaultAddressInput;
};


export type MutationUpdateAddressArgs = {
  input: UpdateAddressInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationWriteReviewArgs = {
  input: WriteReviewInput;
};

export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type Order = Node & {
  readonly actions: ReadonlyArray<OrderAction>;
  readonly history: ReadonlyArray<OrderEvent>;
  readonly id: Scalars['ID']['output'];
  readonly internalNotes?: Maybe<ReadonlyArray<InternalNote>>;
  readonly lines: ReadonlyArray<OrderLine>;
  readonly payBy?: Maybe<Scalars['DateTime']['output']>;
  readonly placedAt: Scalars['DateTime']['output'];
  readonly status: OrderStatus;
  readonly timeline: ReadonlyArray<OrderStep>;
  readonly total: Money;
  readonly updatedAt: Scalars['DateTime']['output'];
};

export type OrderAction =
  | 'CANCEL'
  | 'PAY';

export type OrderConnection = {
  readonly edges: ReadonlyArray<OrderEdge>;
  readonly pageInfo: PageInfo;
};

export type OrderEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Order;
};

export type OrderEvent = {
  readonly at: Scalars['DateTime']['output'];
  readonly status: OrderStatus;
};

export type OrderLine = {
  readonly product?: Maybe<Product>;
  readonly productId: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly total: Money;
  readonly unit: Money;
};

export type OrderStatus =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'PAID'
  | 'PENDING'
  | 'SHIPPED';

export type OrderStep = {
  readonly expectedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly reachedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly status: OrderStatus;
};

export type PageInfo = {
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type PayOrderInput = {
  readonly idempotencyKey: Scalars['String']['input'];
  readonly orderId: Scalars['ID']['input'];
};

export type PayOrderPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly order: Order;
};

export type PlaceOrderInput = {
  readonly currency: Currency;
  readonly idempotencyKey: Scalars['String']['input'];
};

export type PlaceOrderPayload = {
  readonly cart?: Maybe<Cart>;
  readonly errors: ReadonlyArray<UserError>;
  readonly order?: Maybe<Order>;
};

export type Price = {
  readonly list: Money;
  readonly net: Money;
  readonly promotion?: Maybe<Promotion>;
  readonly reasons: ReadonlyArray<PriceReason>;
};

export type PriceFacet = {
  readonly count: Scalars['SafeInt']['output'];
  readonly max?: Maybe<Money>;
  readonly min: Money;
};

export type PriceRange = {
  readonly max?: InputMaybe<Scalars['SafeInt']['input']>;
  readonly min?: InputMaybe<Scalars['SafeInt']['input']>;
};

export type PriceReason =
  | 'PROMOTION'
  | 'TIER';

export type PriceTier =
  | 'GOLD'
  | 'PREMIUM'
  | 'STANDARD';

export type Product = Node & {
  readonly attributes: ReadonlyArray<Attribute>;
  readonly brand: Scalars['String']['output'];
  readonly category?: Maybe<Category>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly images: ReadonlyArray<Image>;
  readonly name: Scalars['String']['output'];
  readonly price?: Maybe<Price>;
  readonly rating?: Maybe<Rating>;
  readonly recommendations?: Maybe<ReadonlyArray<Recommendation>>;
  readonly reviews?: Maybe<ReviewConnection>;
  readonly sku: Scalars['String']['output'];
  readonly stock?: Maybe<Stock>;
  readonly summary: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly viewerReview?: Maybe<Review>;
};


export type ProductPriceArgs = {
  currency: Currency;
};


export type ProductRecommendationsArgs = {
  limit: Scalars['Int']['input'];
};


export type ProductReviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  rating?: InputMaybe<Scalars['Int']['input']>;
  sort: ReviewSort;
};

export type ProductConnection = {
  readonly edges: ReadonlyArray<ProductEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['SafeInt']['output'];
};

export type ProductEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Product;
};

export type Profile = {
  readonly addresses: ReadonlyArray<Address>;
  readonly currency: Currency;
  readonly email: Scalars['String']['output'];
  readonly locale: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly revision: Scalars['SafeInt']['output'];
  readonly tier: CustomerTier;
};

export type Promotion = {
  readonly label: Scalars['String']['output'];
  readonly percentOff: Scalars['Int']['output'];
  readonly until: Scalars['DateTime']['output'];
};

export type PutCartItemInput = {
  readonly productId: Scalars['ID']['input'];
  readonly quantity: Scalars['Int']['input'];
};

export type PutCartItemPayload = {
  readonly cart: Cart;
  readonly errors: ReadonlyArray<UserError>;
};

export type Query = {
  readonly cart?: Maybe<Cart>;
  readonly categories?: Maybe<ReadonlyArray<Category>>;
  readonly category?: Maybe<Category>;
  readonly home?: Maybe<Home>;
  readonly node?: Maybe<Node>;
  readonly order?: Maybe<Order>;
  readonly orders?: Maybe<OrderConnection>;
  readonly product?: Maybe<Product>;
  readonly products?: Maybe<ProductConnection>;
  readonly search?: Maybe<SearchConnection>;
  readonly viewer?: Maybe<Viewer>;
  readonly visitorCart?: Maybe<VisitorCart>;
};


export type QueryCategoryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<Scalars['ID']['input']>;
  first: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  currency: Currency;
  filter?: InputMaybe<SearchFilter>;
  first: Scalars['Int']['input'];
  sort: SearchSort;
  text?: InputMaybe<Scalars['String']['input']>;
};


export type QueryVisitorCartArgs = {
  items: ReadonlyArray<VisitorCartItemInput>;
};

export type Rating = {
  readonly average: Scalars['Float']['output'];
  readonly count: Scalars['SafeInt']['output'];
  readonly histogram: ReadonlyArray<Scalars['SafeInt']['output']>;
};

export type RatingFacet = {
  readonly count: Scalars['SafeInt']['output'];
  readonly minRating: Scalars['Int']['output'];
};

export type Recommendation = {
  readonly product?: Maybe<Product>;
  readonly reason: Scalars['String']['output'];
};

export type RemoveAddressInput = {
  readonly addressId: Scalars['ID']['input'];
};

export type RemoveAddressPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly viewer?: Maybe<Viewer>;
};

export type RemoveCartItemInput = {
  readonly productId: Scalars['ID']['input'];
};

export type RemoveCartItemPayload = {
  readonly cart: Cart;
  readonly errors: ReadonlyArray<UserError>;
};

export type RemoveFromWishListInput = {
  readonly productId: Scalars['ID']['input'];
};

export type RemoveFromWishListPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly wishList?: Maybe<WishList>;
};

export type Review = Node & {
  readonly author: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly rating: Scalars['Int']['output'];
  readonly text: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
};

export type ReviewConnection = {
  readonly edges: ReadonlyArray<ReviewEdge>;
  readonly pageInfo: PageInfo;
};

export type ReviewEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Review;
};

export type ReviewSort =
  | 'HIGHEST'
  | 'LOWEST'
  | 'NEWEST';

export type Role =
  | 'CUSTOMER'
  | 'SUPPORT';

export type SearchConnection = {
  readonly edges: ReadonlyArray<ProductEdge>;
  readonly facets: SearchFacets;
  readonly pageInfo: PageInfo;
  readonly suggestion?: Maybe<Scalars['String']['output']>;
  readonly totalCount: Scalars['SafeInt']['output'];
};

export type SearchFacets = {
  readonly attributes: ReadonlyArray<AttributeFacet>;
  readonly brands: ReadonlyArray<BrandFacet>;
  readonly categories: ReadonlyArray<CategoryFacet>;
  readonly inStock: Scalars['SafeInt']['output'];
  readonly prices: ReadonlyArray<PriceFacet>;
  readonly ratings: ReadonlyArray<RatingFacet>;
};

export type SearchFilter = {
  readonly attributes?: InputMaybe<ReadonlyArray<AttributeFilter>>;
  readonly brands?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly category?: InputMaybe<Scalars['ID']['input']>;
  readonly inStock?: InputMaybe<Scalars['Boolean']['input']>;
  readonly minRating?: InputMaybe<Scalars['Int']['input']>;
  readonly price?: InputMaybe<PriceRange>;
};

export type SearchSort =
  | 'NAME'
  | 'NEWEST'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  | 'RATING'
  | 'RELEVANCE';

export type SetDefaultAddressInput = {
  readonly addressId: Scalars['ID']['input'];
};

export type SetDefaultAddressPayload = {
  readonly address?: Maybe<Address>;
  readonly errors: ReadonlyArray<UserError>;
  readonly viewer?: Maybe<Viewer>;
};

export type Stock = {
  readonly available: Scalars['SafeInt']['output'];
  readonly deliveryBy?: Maybe<Scalars['Date']['output']>;
  readonly status: StockStatus;
  readonly warehouses: ReadonlyArray<WarehouseStock>;
};

export type StockStatus =
  | 'IN_STOCK'
  | 'LOW'
  | 'OUT_OF_STOCK';

export type Subscription = {
  readonly orderChanged?: Maybe<Order>;
  readonly stockChanged?: Maybe<ReadonlyArray<Product>>;
};


export type SubscriptionOrderChangedArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionStockChangedArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

export type UpdateAddressInput = {
  readonly addressId: Scalars['ID']['input'];
  readonly city?: InputMaybe<Scalars['String']['input']>;
  readonly country?: InputMaybe<Scalars['String']['input']>;
  readonly label?: InputMaybe<Scalars['String']['input']>;
  readonly postcode?: InputMaybe<Scalars['String']['input']>;
  readonly recipient?: InputMaybe<Scalars['String']['input']>;
  readonly street?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateAddressPayload = {
  readonly address?: Maybe<Address>;
  readonly errors: ReadonlyArray<UserError>;
  readonly viewer?: Maybe<Viewer>;
};

export type UpdateProfileInput = {
  readonly currency?: InputMaybe<Currency>;
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly revision?: InputMaybe<Scalars['SafeInt']['input']>;
};

export type UpdateProfilePayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly viewer?: Maybe<Viewer>;
};

export type UserError = {
  readonly code: UserErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserErrorCode =
  | 'ADDRESS_BOOK_FULL'
  | 'CART_EMPTY'
  | 'CART_FULL'
  | 'CHANGED_MEANWHILE'
  | 'ILLEGAL_TRANSITION'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'OUT_OF_STOCK'
  | 'PRICE_UNKNOWN'
  | 'WISH_LIST_FULL';

export type Viewer = {
  readonly id: Scalars['ID']['output'];
  readonly profile?: Maybe<Profile>;
  readonly role: Role;
  readonly tier?: Maybe<PriceTier>;
  readonly wishList?: Maybe<WishList>;
};

export type VisitorCart = {
  readonly items: ReadonlyArray<VisitorCartItem>;
  readonly total?: Maybe<Money>;
};


export type VisitorCartTotalArgs = {
  currency: Currency;
};

export type VisitorCartItem = {
  readonly product?: Maybe<Product>;
  readonly productId: Scalars['ID']['output'];
  readonly quantity: Scalars['Int']['output'];
  readonly total?: Maybe<Money>;
  readonly unit?: Maybe<Money>;
};


export type VisitorCartItemTotalArgs = {
  currency: Currency;
};


export type VisitorCartItemUnitArgs = {
  currency: Currency;
};

export type VisitorCartItemInput = {
  readonly productId: Scalars['ID']['input'];
  readonly quantity: Scalars['Int']['input'];
};

export type WarehouseStock = Node & {
  readonly available: Scalars['SafeInt']['output'];
  readonly deliveryBy?: Maybe<Scalars['Date']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly warehouseId: Scalars['ID']['output'];
};

export type WishList = Node & {
  readonly id: Scalars['ID']['output'];
  readonly items: WishListItemConnection;
  readonly totalCount: Scalars['SafeInt']['output'];
};


export type WishListItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

export type WishListItem = {
  readonly addedAt: Scalars['DateTime']['output'];
  readonly product?: Maybe<Product>;
  readonly productId: Scalars['ID']['output'];
};

export type WishListItemConnection = {
  readonly edges: ReadonlyArray<WishListItemEdge>;
  readonly pageInfo: PageInfo;
};

export type WishListItemEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: WishListItem;
};

export type WriteReviewInput = {
  readonly author: Scalars['String']['input'];
  readonly productId: Scalars['ID']['input'];
  readonly rating: Scalars['Int']['input'];
  readonly text: Scalars['String']['input'];
  readonly title: Scalars['String']['input'];
};

export type WriteReviewPayload = {
  readonly errors: ReadonlyArray<UserError>;
  readonly product?: Maybe<Product>;
  readonly review?: Maybe<Review>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info?: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info?: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info?: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info?: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info?: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info?: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AddressModel )
    | ( CartViewModel )
    | ( CategoryNodeModel )
    | ( OrderModel )
    | ( ProductModel )
    | ( ReviewModel )
    | ( WarehouseStockModel )
    | ( WishListViewModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddAddressInput: AddAddressInput;
  AddAddressPayload: ResolverTypeWrapper<Omit<AddAddressPayload, 'address' | 'viewer'> & { address: Maybe<ResolversTypes['Address']>, viewer: Maybe<ResolversTypes['Viewer']> }>;
  AddToWishListInput: AddToWishListInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddToWishListPayload: ResolverTypeWrapper<Omit<AddToWishListPayload, 'wishList'> & { wishList: Maybe<ResolversTypes['WishList']> }>;
  Address: ResolverTypeWrapper<AddressModel>;
  Attribute: ResolverTypeWrapper<Attribute>;
  AttributeFacet: ResolverTypeWrapper<AttributeFacet>;
  AttributeFilter: AttributeFilter;
  AttributeValueFacet: ResolverTypeWrapper<AttributeValueFacet>;
  BrandFacet: ResolverTypeWrapper<BrandFacet>;
  CancelOrderInput: CancelOrderInput;
  CancelOrderPayload: ResolverTypeWrapper<Omit<CancelOrderPayload, 'order'> & { order: ResolversTypes['Order'] }>;
  Cart: ResolverTypeWrapper<CartViewModel>;
  CartItem: ResolverTypeWrapper<CartItemViewModel>;
  Category: ResolverTypeWrapper<CategoryNodeModel>;
  CategoryFacet: ResolverTypeWrapper<CategoryCountModel>;
  CheckoutInput: CheckoutInput;
  CheckoutPayload: ResolverTypeWrapper<CheckoutViewModel>;
  Currency: Currency;
  CustomerTier: ResolverTypeWrapper<CustomerTierModel>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteReviewInput: DeleteReviewInput;
  DeleteReviewPayload: ResolverTypeWrapper<DeletedReviewPayloadModel>;
  Home: ResolverTypeWrapper<object>;
  HomeSection: HomeSection;
  Image: ResolverTypeWrapper<Image>;
  ImageVariant: ResolverTypeWrapper<ImageVariant>;
  InternalNote: ResolverTypeWrapper<InternalNote>;
  MergeCartInput: MergeCartInput;
  MergeCartItemInput: MergeCartItemInput;
  MergeCartPayload: ResolverTypeWrapper<Omit<MergeCartPayload, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Order: ResolverTypeWrapper<OrderModel>;
  OrderAction: ResolverTypeWrapper<OrderActionModel>;
  OrderConnection: ResolverTypeWrapper<Omit<OrderConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['OrderEdge']> }>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderEvent: ResolverTypeWrapper<OrderEvent>;
  OrderLine: ResolverTypeWrapper<OrderLineModel>;
  OrderStatus: OrderStatus;
  OrderStep: ResolverTypeWrapper<OrderStepModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayOrderInput: PayOrderInput;
  PayOrderPayload: ResolverTypeWrapper<Omit<PayOrderPayload, 'order'> & { order: ResolversTypes['Order'] }>;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderPayload: ResolverTypeWrapper<PlaceOrderPayloadViewModel>;
  Price: ResolverTypeWrapper<PriceModel>;
  PriceFacet: ResolverTypeWrapper<Omit<PriceFacet, 'max' | 'min'> & { max: Maybe<ResolversTypes['Money']>, min: ResolversTypes['Money'] }>;
  PriceRange: PriceRange;
  PriceReason: PriceReason;
  PriceTier: ResolverTypeWrapper<PriceTierModel>;
  Product: ResolverTypeWrapper<ProductModel>;
  ProductConnection: ResolverTypeWrapper<Omit<ProductConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ProductEdge']> }>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  Profile: ResolverTypeWrapper<CustomerModel>;
  Promotion: ResolverTypeWrapper<Promotion>;
  PutCartItemInput: PutCartItemInput;
  PutCartItemPayload: ResolverTypeWrapper<Omit<PutCartItemPayload, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rating: ResolverTypeWrapper<RatingSummaryModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  RatingFacet: ResolverTypeWrapper<RatingFacet>;
  Recommendation: ResolverTypeWrapper<RecommendationModel>;
  RemoveAddressInput: RemoveAddressInput;
  RemoveAddressPayload: ResolverTypeWrapper<Omit<RemoveAddressPayload, 'viewer'> & { viewer: Maybe<ResolversTypes['Viewer']> }>;
  RemoveCartItemInput: RemoveCartItemInput;
  RemoveCartItemPayload: ResolverTypeWrapper<Omit<RemoveCartItemPayload, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  RemoveFromWishListInput: RemoveFromWishListInput;
  RemoveFromWishListPayload: ResolverTypeWrapper<Omit<RemoveFromWishListPayload, 'wishList'> & { wishList: Maybe<ResolversTypes['WishList']> }>;
  Review: ResolverTypeWrapper<ReviewModel>;
  ReviewConnection: ResolverTypeWrapper<Omit<ReviewConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ReviewEdge']> }>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['Review'] }>;
  ReviewSort: ReviewSort;
  Role: ResolverTypeWrapper<RoleModel>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SearchConnection: ResolverTypeWrapper<Omit<SearchConnection, 'edges' | 'facets'> & { edges: ReadonlyArray<ResolversTypes['ProductEdge']>, facets: ResolversTypes['SearchFacets'] }>;
  SearchFacets: ResolverTypeWrapper<SearchFacetsModel>;
  SearchFilter: SearchFilter;
  SearchSort: SearchSort;
  SetDefaultAddressInput: SetDefaultAddressInput;
  SetDefaultAddressPayload: ResolverTypeWrapper<Omit<SetDefaultAddressPayload, 'address' | 'viewer'> & { address: Maybe<ResolversTypes['Address']>, viewer: Maybe<ResolversTypes['Viewer']> }>;
  Stock: ResolverTypeWrapper<AvailabilityModel>;
  StockStatus: StockStatus;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UpdateAddressInput: UpdateAddressInput;
  UpdateAddressPayload: ResolverTypeWrapper<Omit<UpdateAddressPayload, 'address' | 'viewer'> & { address: Maybe<ResolversTypes['Address']>, viewer: Maybe<ResolversTypes['Viewer']> }>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'viewer'> & { viewer: Maybe<ResolversTypes['Viewer']> }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerViewModel>;
  VisitorCart: ResolverTypeWrapper<VisitorCartViewModel>;
  VisitorCartItem: ResolverTypeWrapper<VisitorCartItemViewModel>;
  VisitorCartItemInput: VisitorCartItemInput;
  WarehouseStock: ResolverTypeWrapper<WarehouseStockModel>;
  WishList: ResolverTypeWrapper<WishListViewModel>;
  WishListItem: ResolverTypeWrapper<WishModel>;
  WishListItemConnection: ResolverTypeWrapper<Omit<WishListItemConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WishListItemEdge']> }>;
  WishListItemEdge: ResolverTypeWrapper<Omit<WishListItemEdge, 'node'> & { node: ResolversTypes['WishListItem'] }>;
  WriteReviewInput: WriteReviewInput;
  WriteReviewPayload: ResolverTypeWrapper<WrittenReviewPayloadModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddAddressInput: AddAddressInput;
  AddAddressPayload: Omit<AddAddressPayload, 'address' | 'viewer'> & { address: Maybe<ResolversParentTypes['Address']>, viewer: Maybe<ResolversParentTypes['Viewer']> };
  AddToWishListInput: AddToWishListInput;
  ID: Scalars['ID']['output'];
  AddToWishListPayload: Omit<AddToWishListPayload, 'wishList'> & { wishList: Maybe<ResolversParentTypes['WishList']> };
  Address: AddressModel;
  Attribute: Attribute;
  AttributeFacet: AttributeFacet;
  AttributeFilter: AttributeFilter;
  AttributeValueFacet: AttributeValueFacet;
  BrandFacet: BrandFacet;
  CancelOrderInput: CancelOrderInput;
  CancelOrderPayload: Omit<CancelOrderPayload, 'order'> & { order: ResolversParentTypes['Order'] };
  Cart: CartViewModel;
  CartItem: CartItemViewModel;
  Category: CategoryNodeModel;
  CategoryFacet: CategoryCountModel;
  CheckoutInput: CheckoutInput;
  CheckoutPayload: CheckoutViewModel;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeleteReviewInput: DeleteReviewInput;
  DeleteReviewPayload: DeletedReviewPayloadModel;
  Home: object;
  Image: Image;
  ImageVariant: ImageVariant;
  InternalNote: InternalNote;
  MergeCartInput: MergeCartInput;
  MergeCartItemInput: MergeCartItemInput;
  MergeCartPayload: Omit<MergeCartPayload, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  Money: MoneyModel;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Order: OrderModel;
  OrderConnection: Omit<OrderConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['OrderEdge']> };
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderEvent: OrderEvent;
  OrderLine: OrderLineModel;
  OrderStep: OrderStepModel;
  PageInfo: PageInfo;
  PayOrderInput: PayOrderInput;
  PayOrderPayload: Omit<PayOrderPayload, 'order'> & { order: ResolversParentTypes['Order'] };
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderPayload: PlaceOrderPayloadViewModel;
  Price: PriceModel;
  PriceFacet: Omit<PriceFacet, 'max' | 'min'> & { max: Maybe<ResolversParentTypes['Money']>, min: ResolversParentTypes['Money'] };
  PriceRange: PriceRange;
  Product: ProductModel;
  ProductConnection: Omit<ProductConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ProductEdge']> };
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  Profile: CustomerModel;
  Promotion: Promotion;
  PutCartItemInput: PutCartItemInput;
  PutCartItemPayload: Omit<PutCartItemPayload, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  Query: Record<PropertyKey, never>;
  Rating: RatingSummaryModel;
  Float: Scalars['Float']['output'];
  RatingFacet: RatingFacet;
  Recommendation: RecommendationModel;
  RemoveAddressInput: RemoveAddressInput;
  RemoveAddressPayload: Omit<RemoveAddressPayload, 'viewer'> & { viewer: Maybe<ResolversParentTypes['Viewer']> };
  RemoveCartItemInput: RemoveCartItemInput;
  RemoveCartItemPayload: Omit<RemoveCartItemPayload, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  RemoveFromWishListInput: RemoveFromWishListInput;
  RemoveFromWishListPayload: Omit<RemoveFromWishListPayload, 'wishList'> & { wishList: Maybe<ResolversParentTypes['WishList']> };
  Review: ReviewModel;
  ReviewConnection: Omit<ReviewConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ReviewEdge']> };
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['Review'] };
  SafeInt: Scalars['SafeInt']['output'];
  SearchConnection: Omit<SearchConnection, 'edges' | 'facets'> & { edges: ReadonlyArray<ResolversParentTypes['ProductEdge']>, facets: ResolversParentTypes['SearchFacets'] };
  SearchFacets: SearchFacetsModel;
  SearchFilter: SearchFilter;
  SetDefaultAddressInput: SetDefaultAddressInput;
  SetDefaultAddressPayload: Omit<SetDefaultAddressPayload, 'address' | 'viewer'> & { address: Maybe<ResolversParentTypes['Address']>, viewer: Maybe<ResolversParentTypes['Viewer']> };
  Stock: AvailabilityModel;
  Subscription: Record<PropertyKey, never>;
  UpdateAddressInput: UpdateAddressInput;
  UpdateAddressPayload: Omit<UpdateAddressPayload, 'address' | 'viewer'> & { address: Maybe<ResolversParentTypes['Address']>, viewer: Maybe<ResolversParentTypes['Viewer']> };
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'viewer'> & { viewer: Maybe<ResolversParentTypes['Viewer']> };
  UserError: UserError;
  Viewer: ViewerViewModel;
  VisitorCart: VisitorCartViewModel;
  VisitorCartItem: VisitorCartItemViewModel;
  VisitorCartItemInput: VisitorCartItemInput;
  WarehouseStock: WarehouseStockModel;
  WishList: WishListViewModel;
  WishListItem: WishModel;
  WishListItemConnection: Omit<WishListItemConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WishListItemEdge']> };
  WishListItemEdge: Omit<WishListItemEdge, 'node'> & { node: ResolversParentTypes['WishListItem'] };
  WriteReviewInput: WriteReviewInput;
  WriteReviewPayload: WrittenReviewPayloadModel;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = WebContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['String']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = WebContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = WebContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddAddressPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['AddAddressPayload'] = ResolversParentTypes['AddAddressPayload']> = {
  address: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type AddToWishListPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['AddToWishListPayload'] = ResolversParentTypes['AddToWishListPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  wishList: Resolver<Maybe<ResolversTypes['WishList']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  label: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postcode: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recipient: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttributeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Attribute'] = ResolversParentTypes['Attribute']> = {
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AttributeFacetResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['AttributeFacet'] = ResolversParentTypes['AttributeFacet']> = {
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values: Resolver<ReadonlyArray<ResolversTypes['AttributeValueFacet']>, ParentType, ContextType>;
};

export type AttributeValueFacetResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['AttributeValueFacet'] = ResolversParentTypes['AttributeValueFacet']> = {
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  value: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BrandFacetResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['BrandFacet'] = ResolversParentTypes['BrandFacet']> = {
  brand: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type CancelOrderPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['CancelOrderPayload'] = ResolversParentTypes['CancelOrderPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  order: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type CartResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart']> = {
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items: Resolver<ReadonlyArray<ResolversTypes['CartItem']>, ParentType, ContextType>;
  total: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<CartTotalArgs, 'currency'>>;
  updatedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartItemResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['CartItem'] = ResolversParentTypes['CartItem']> = {
  addedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  productId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<CartItemTotalArgs, 'currency'>>;
  unit: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<CartItemUnitArgs, 'currency'>>;
};

export type CategoryResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  children: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  description: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  path: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  productCount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  products: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<CategoryProductsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryFacetResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['CategoryFacet'] = ResolversParentTypes['CategoryFacet']> = {
  category: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  categoryId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type CheckoutPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['CheckoutPayload'] = ResolversParentTypes['CheckoutPayload']> = {
  cart: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  order: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type CustomerTierResolvers = EnumResolverSignature<{ GOLD: any, STANDARD: any }, ResolversTypes['CustomerTier']>;

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteReviewPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['DeleteReviewPayload'] = ResolversParentTypes['DeleteReviewPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type HomeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Home'] = ResolversParentTypes['Home']> = {
  categories: Resolver<Maybe<ReadonlyArray<ResolversTypes['Category']>>, ParentType, ContextType>;
  featured: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<HomeFeaturedArgs, 'first'>>;
  layout: Resolver<ReadonlyArray<ResolversTypes['HomeSection']>, ParentType, ContextType>;
  recommendations: Resolver<Maybe<ReadonlyArray<ResolversTypes['Recommendation']>>, ParentType, ContextType, RequireFields<HomeRecommendationsArgs, 'limit'>>;
};

export type ImageResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Image'] = ResolversParentTypes['Image']> = {
  alt: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variants: Resolver<ReadonlyArray<ResolversTypes['ImageVariant']>, ParentType, ContextType>;
};

export type ImageVariantResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['ImageVariant'] = ResolversParentTypes['ImageVariant']> = {
  url: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  width: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InternalNoteResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['InternalNote'] = ResolversParentTypes['InternalNote']> = {
  at: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MergeCartPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['MergeCartPayload'] = ResolversParentTypes['MergeCartPayload']> = {
  cart: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addAddress: Resolver<Maybe<ResolversTypes['AddAddressPayload']>, ParentType, ContextType, RequireFields<MutationAddAddressArgs, 'input'>>;
  addToWishList: Resolver<Maybe<ResolversTypes['AddToWishListPayload']>, ParentType, ContextType, RequireFields<MutationAddToWishListArgs, 'input'>>;
  cancelOrder: Resolver<Maybe<ResolversTypes['CancelOrderPayload']>, ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  checkout: Resolver<Maybe<ResolversTypes['CheckoutPayload']>, ParentType, ContextType, RequireFields<MutationCheckoutArgs, 'input'>>;
  deleteReview: Resolver<Maybe<ResolversTypes['DeleteReviewPayload']>, ParentType, ContextType, RequireFields<MutationDeleteReviewArgs, 'input'>>;
  mergeCart: Resolver<Maybe<ResolversTypes['MergeCartPayload']>, ParentType, ContextType, RequireFields<MutationMergeCartArgs, 'input'>>;
  payOrder: Resolver<Maybe<ResolversTypes['PayOrderPayload']>, ParentType, ContextType, RequireFields<MutationPayOrderArgs, 'input'>>;
  placeOrder: Resolver<Maybe<ResolversTypes['PlaceOrderPayload']>, ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  putCartItem: Resolver<Maybe<ResolversTypes['PutCartItemPayload']>, ParentType, ContextType, RequireFields<MutationPutCartItemArgs, 'input'>>;
  removeAddress: Resolver<Maybe<ResolversTypes['RemoveAddressPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  removeCartItem: Resolver<Maybe<ResolversTypes['RemoveCartItemPayload']>, ParentType, ContextType, RequireFields<MutationRemoveCartItemArgs, 'input'>>;
  removeFromWishList: Resolver<Maybe<ResolversTypes['RemoveFromWishListPayload']>, ParentType, ContextType, RequireFields<MutationRemoveFromWishListArgs, 'input'>>;
  setDefaultAddress: Resolver<Maybe<ResolversTypes['SetDefaultAddressPayload']>, ParentType, ContextType, RequireFields<MutationSetDefaultAddressArgs, 'input'>>;
  updateAddress: Resolver<Maybe<ResolversTypes['UpdateAddressPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAddressArgs, 'input'>>;
  updateProfile: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  writeReview: Resolver<Maybe<ResolversTypes['WriteReviewPayload']>, ParentType, ContextType, RequireFields<MutationWriteReviewArgs, 'input'>>;
};

export type NodeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Address' | 'Cart' | 'Category' | 'Order' | 'Product' | 'Review' | 'WarehouseStock' | 'WishList', ParentType, ContextType>;
};

export type OrderResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order']> = {
  actions: Resolver<ReadonlyArray<ResolversTypes['OrderAction']>, ParentType, ContextType>;
  history: Resolver<ReadonlyArray<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  internalNotes: Resolver<Maybe<ReadonlyArray<ResolversTypes['InternalNote']>>, ParentType, ContextType>;
  lines: Resolver<ReadonlyArray<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  payBy: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  placedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  timeline: Resolver<ReadonlyArray<ResolversTypes['OrderStep']>, ParentType, ContextType>;
  total: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderActionResolvers = EnumResolverSignature<{ CANCEL: any, PAY: any }, ResolversTypes['OrderAction']>;

export type OrderConnectionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  at: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  productId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unit: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderStepResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['OrderStep'] = ResolversParentTypes['OrderStep']> = {
  expectedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reachedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayOrderPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['PayOrderPayload'] = ResolversParentTypes['PayOrderPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  order: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type PlaceOrderPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['PlaceOrderPayload'] = ResolversParentTypes['PlaceOrderPayload']> = {
  cart: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  order: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type PriceResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  list: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  promotion: Resolver<Maybe<ResolversTypes['Promotion']>, ParentType, ContextType>;
  reasons: Resolver<ReadonlyArray<ResolversTypes['PriceReason']>, ParentType, ContextType>;
};

export type PriceFacetResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['PriceFacet'] = ResolversParentTypes['PriceFacet']> = {
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  max: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  min: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceTierResolvers = EnumResolverSignature<{ GOLD: any, PREMIUM: any, STANDARD: any }, ResolversTypes['PriceTier']>;

export type ProductResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  attributes: Resolver<ReadonlyArray<ResolversTypes['Attribute']>, ParentType, ContextType>;
  brand: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images: Resolver<ReadonlyArray<ResolversTypes['Image']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType, RequireFields<ProductPriceArgs, 'currency'>>;
  rating: Resolver<Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  recommendations: Resolver<Maybe<ReadonlyArray<ResolversTypes['Recommendation']>>, ParentType, ContextType, RequireFields<ProductRecommendationsArgs, 'limit'>>;
  reviews: Resolver<Maybe<ResolversTypes['ReviewConnection']>, ParentType, ContextType, RequireFields<ProductReviewsArgs, 'first' | 'sort'>>;
  sku: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stock: Resolver<Maybe<ResolversTypes['Stock']>, ParentType, ContextType>;
  summary: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewerReview: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProfileResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile']> = {
  addresses: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  currency: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  email: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  locale: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  tier: Resolver<ResolversTypes['CustomerTier'], ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion']> = {
  label: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percentOff: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  until: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PutCartItemPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['PutCartItemPayload'] = ResolversParentTypes['PutCartItemPayload']> = {
  cart: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  categories: Resolver<Maybe<ReadonlyArray<ResolversTypes['Category']>>, ParentType, ContextType>;
  category: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoryArgs, 'id'>>;
  home: Resolver<Maybe<ResolversTypes['Home']>, ParentType, ContextType>;
  node: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  order: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  search: Resolver<Maybe<ResolversTypes['SearchConnection']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'currency' | 'first' | 'sort'>>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  visitorCart: Resolver<Maybe<ResolversTypes['VisitorCart']>, ParentType, ContextType, RequireFields<QueryVisitorCartArgs, 'items'>>;
};

export type RatingResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating']> = {
  average: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  histogram: Resolver<ReadonlyArray<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type RatingFacetResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['RatingFacet'] = ResolversParentTypes['RatingFacet']> = {
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  minRating: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RecommendationResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Recommendation'] = ResolversParentTypes['Recommendation']> = {
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  reason: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RemoveAddressPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['RemoveAddressPayload'] = ResolversParentTypes['RemoveAddressPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RemoveCartItemPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['RemoveCartItemPayload'] = ResolversParentTypes['RemoveCartItemPayload']> = {
  cart: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveFromWishListPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['RemoveFromWishListPayload'] = ResolversParentTypes['RemoveFromWishListPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  wishList: Resolver<Maybe<ResolversTypes['WishList']>, ParentType, ContextType>;
};

export type ReviewResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Review'] = ResolversParentTypes['Review']> = {
  author: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rating: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewConnectionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['ReviewConnection'] = ResolversParentTypes['ReviewConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['ReviewEdge']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReviewEdgeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['ReviewEdge'] = ResolversParentTypes['ReviewEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Review'], ParentType, ContextType>;
};

export type RoleResolvers = EnumResolverSignature<{ CUSTOMER: any, SUPPORT: any }, ResolversTypes['Role']>;

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SearchConnectionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  facets: Resolver<ResolversTypes['SearchFacets'], ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  suggestion: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type SearchFacetsResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['SearchFacets'] = ResolversParentTypes['SearchFacets']> = {
  attributes: Resolver<ReadonlyArray<ResolversTypes['AttributeFacet']>, ParentType, ContextType>;
  brands: Resolver<ReadonlyArray<ResolversTypes['BrandFacet']>, ParentType, ContextType>;
  categories: Resolver<ReadonlyArray<ResolversTypes['CategoryFacet']>, ParentType, ContextType>;
  inStock: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  prices: Resolver<ReadonlyArray<ResolversTypes['PriceFacet']>, ParentType, ContextType>;
  ratings: Resolver<ReadonlyArray<ResolversTypes['RatingFacet']>, ParentType, ContextType>;
};

export type SetDefaultAddressPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['SetDefaultAddressPayload'] = ResolversParentTypes['SetDefaultAddressPayload']> = {
  address: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type StockResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Stock'] = ResolversParentTypes['Stock']> = {
  available: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  deliveryBy: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status: Resolver<ResolversTypes['StockStatus'], ParentType, ContextType>;
  warehouses: Resolver<ReadonlyArray<ResolversTypes['WarehouseStock']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderChanged: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderChanged", ParentType, ContextType, RequireFields<SubscriptionOrderChangedArgs, 'id'>>;
  stockChanged: SubscriptionResolver<Maybe<ReadonlyArray<ResolversTypes['Product']>>, "stockChanged", ParentType, ContextType, RequireFields<SubscriptionStockChangedArgs, 'ids'>>;
};

export type UpdateAddressPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['UpdateAddressPayload'] = ResolversParentTypes['UpdateAddressPayload']> = {
  address: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profile: Resolver<Maybe<ResolversTypes['Profile']>, ParentType, ContextType>;
  role: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  tier: Resolver<Maybe<ResolversTypes['PriceTier']>, ParentType, ContextType>;
  wishList: Resolver<Maybe<ResolversTypes['WishList']>, ParentType, ContextType>;
};

export type VisitorCartResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['VisitorCart'] = ResolversParentTypes['VisitorCart']> = {
  items: Resolver<ReadonlyArray<ResolversTypes['VisitorCartItem']>, ParentType, ContextType>;
  total: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<VisitorCartTotalArgs, 'currency'>>;
};

export type VisitorCartItemResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['VisitorCartItem'] = ResolversParentTypes['VisitorCartItem']> = {
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  productId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<VisitorCartItemTotalArgs, 'currency'>>;
  unit: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<VisitorCartItemUnitArgs, 'currency'>>;
};

export type WarehouseStockResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WarehouseStock'] = ResolversParentTypes['WarehouseStock']> = {
  available: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  deliveryBy: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warehouseId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WishListResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WishList'] = ResolversParentTypes['WishList']> = {
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items: Resolver<ResolversTypes['WishListItemConnection'], ParentType, ContextType, RequireFields<WishListItemsArgs, 'first'>>;
  totalCount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WishListItemResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WishListItem'] = ResolversParentTypes['WishListItem']> = {
  addedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  productId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WishListItemConnectionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WishListItemConnection'] = ResolversParentTypes['WishListItemConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['WishListItemEdge']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WishListItemEdgeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WishListItemEdge'] = ResolversParentTypes['WishListItemEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['WishListItem'], ParentType, ContextType>;
};

export type WriteReviewPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WriteReviewPayload'] = ResolversParentTypes['WriteReviewPayload']> = {
  errors: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  review: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = WebContext> = {
  AddAddressPayload: AddAddressPayloadResolvers<ContextType>;
  AddToWishListPayload: AddToWishListPayloadResolvers<ContextType>;
  Address: AddressResolvers<ContextType>;
  Attribute: AttributeResolvers<ContextType>;
  AttributeFacet: AttributeFacetResolvers<ContextType>;
  AttributeValueFacet: AttributeValueFacetResolvers<ContextType>;
  BrandFacet: BrandFacetResolvers<ContextType>;
  CancelOrderPayload: CancelOrderPayloadResolvers<ContextType>;
  Cart: CartResolvers<ContextType>;
  CartItem: CartItemResolvers<ContextType>;
  Category: CategoryResolvers<ContextType>;
  CategoryFacet: CategoryFacetResolvers<ContextType>;
  CheckoutPayload: CheckoutPayloadResolvers<ContextType>;
  CustomerTier: CustomerTierResolvers;
  Date: GraphQLScalarType;
  DateTime: GraphQLScalarType;
  DeleteReviewPayload: DeleteReviewPayloadResolvers<ContextType>;
  Home: HomeResolvers<ContextType>;
  Image: ImageResolvers<ContextType>;
  ImageVariant: ImageVariantResolvers<ContextType>;
  InternalNote: InternalNoteResolvers<ContextType>;
  MergeCartPayload: MergeCartPayloadResolvers<ContextType>;
  Money: MoneyResolvers<ContextType>;
  Mutation: MutationResolvers<ContextType>;
  Node: NodeResolvers<ContextType>;
  Order: OrderResolvers<ContextType>;
  OrderAction: OrderActionResolvers;
  OrderConnection: OrderConnectionResolvers<ContextType>;
  OrderEdge: OrderEdgeResolvers<ContextType>;
  OrderEvent: OrderEventResolvers<ContextType>;
  OrderLine: OrderLineResolvers<ContextType>;
  OrderStep: OrderStepResolvers<ContextType>;
  PageInfo: PageInfoResolvers<ContextType>;
  PayOrderPayload: PayOrderPayloadResolvers<ContextType>;
  PlaceOrderPayload: PlaceOrderPayloadResolvers<ContextType>;
  Price: PriceResolvers<ContextType>;
  PriceFacet: PriceFacetResolvers<ContextType>;
  PriceTier: PriceTierResolvers;
  Product: ProductResolvers<ContextType>;
  ProductConnection: ProductConnectionResolvers<ContextType>;
  ProductEdge: ProductEdgeResolvers<ContextType>;
  Profile: ProfileResolvers<ContextType>;
  Promotion: PromotionResolvers<ContextType>;
  PutCartItemPayload: PutCartItemPayloadResolvers<ContextType>;
  Query: QueryResolvers<ContextType>;
  Rating: RatingResolvers<ContextType>;
  RatingFacet: RatingFacetResolvers<ContextType>;
  Recommendation: RecommendationResolvers<ContextType>;
  RemoveAddressPayload: RemoveAddressPayloadResolvers<ContextType>;
  RemoveCartItemPayload: RemoveCartItemPayloadResolvers<ContextType>;
  RemoveFromWishListPayload: RemoveFromWishListPayloadResolvers<ContextType>;
  Review: ReviewResolvers<ContextType>;
  ReviewConnection: ReviewConnectionResolvers<ContextType>;
  ReviewEdge: ReviewEdgeResolvers<ContextType>;
  Role: RoleResolvers;
  SafeInt: GraphQLScalarType;
  SearchConnection: SearchConnectionResolvers<ContextType>;
  SearchFacets: SearchFacetsResolvers<ContextType>;
  SetDefaultAddressPayload: SetDefaultAddressPayloadResolvers<ContextType>;
  Stock: StockResolvers<ContextType>;
  Subscription: SubscriptionResolvers<ContextType>;
  UpdateAddressPayload: UpdateAddressPayloadResolvers<ContextType>;
  UpdateProfilePayload: UpdateProfilePayloadResolvers<ContextType>;
  UserError: UserErrorResolvers<ContextType>;
  Viewer: ViewerResolvers<ContextType>;
  VisitorCart: VisitorCartResolvers<ContextType>;
  VisitorCartItem: VisitorCartItemResolvers<ContextType>;
  WarehouseStock: WarehouseStockResolvers<ContextType>;
  WishList: WishListResolvers<ContextType>;
  WishListItem: WishListItemResolvers<ContextType>;
  WishListItemConnection: WishListItemConnectionResolvers<ContextType>;
  WishListItemEdge: WishListItemEdgeResolvers<ContextType>;
  WriteReviewPayload: WriteReviewPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = WebContext> = {
  cacheControl: CacheControlDirectiveResolver<any, any, ContextType>;
  cost: CostDirectiveResolver<any, any, ContextType>;
  listSize: ListSizeDirectiveResolver<any, any, ContextType>;
};

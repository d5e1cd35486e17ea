/** Types of the resolvers, from schema.graphql and models.ts. Written by `npm run documents`. */

import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Address as AddressModel, Customer as CustomerModel } from '@frontage/customers-client';
import type { CartView as CartViewModel, CartItemView as CartItemViewModel } from './features/cart/cart.view.ts';
import type { CategoryNode as CategoryNodeModel } from './features/categories/categories.view.ts';
import type { CheckoutView as CheckoutViewModel } from './features/orders/checkout.view.ts';
import type { CustomerTier as CustomerTierModel, Role as RoleModel, ViewerView as ViewerViewModel } from './features/viewer/viewer.view.ts';
import type { Money as MoneyModel } from '@frontage/dto-mapping/money';
import type { Order as OrderModel, OrderAction as OrderActionModel, OrderLine as OrderLineModel } from '@frontage/orders-client';
import type { OrderStep as OrderStepModel } from './features/orders/timeline.view.ts';
import type { Price as PriceModel } from '@frontage/pricing-client';
import type { Product as ProductModel } from '@frontage/catalog-client';
import type { RatingSummary as RatingSummaryModel, Review as ReviewModel } from '@frontage/reviews-client';
import type { Recommendation as RecommendationModel } from '@frontage/recommendations-client';
import type { Availability as AvailabilityModel } from '@frontage/inventory-client';
import type { WarehouseStock as WarehouseStockModel } from './features/stock/stock.view.ts';
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
  DateTime: { input: string; output: string; }
  SafeInt: { input: number; output: number; }
};

export type Address = {
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

export type CancelOrderInput = {
  readonly idempotencyKey: Scalars['String']['input'];
  readonly orderId: Scalars['ID']['input'];
};

export type CancelOrderPayload = {
  readonly order: Order;
};

export type Cart = {
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

export type Category = {
  readonly children: ReadonlyArray<Category>;
  readonly description: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly parent?: Maybe<Category>;
  readonly productCount: Scalars['SafeInt']['output'];
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

export type Money = {
  readonly amount: Scalars['SafeInt']['output'];
  readonly currency: Currency;
};

export type Mutation = {
  readonly cancelOrder?: Maybe<CancelOrderPayload>;
  readonly checkout?: Maybe<CheckoutPayload>;
  readonly payOrder?: Maybe<PayOrderPayload>;
  readonly putCartItem?: Maybe<PutCartItemPayload>;
  readonly removeCartItem?: Maybe<RemoveCartItemPayload>;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationCheckoutArgs = {
  input: CheckoutInput;
};


export type MutationPayOrderArgs = {
  input: PayOrderInput;
};


export type MutationPutCartItemArgs = {
  input: PutCartItemInput;
};


export type MutationRemoveCartItemArgs = {
  input: RemoveCartItemInput;
};

export type Order = {
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
  readonly order: Order;
};

export type Price = {
  readonly list: Money;
  readonly net: Money;
  readonly promotion?: Maybe<Promotion>;
};

export type Product = {
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
};

export type Query = {
  readonly cart?: Maybe<Cart>;
  readonly categories?: Maybe<ReadonlyArray<Category>>;
  readonly home?: Maybe<Home>;
  readonly order?: Maybe<Order>;
  readonly orders?: Maybe<OrderConnection>;
  readonly product?: Maybe<Product>;
  readonly products?: Maybe<ProductConnection>;
  readonly viewer?: Maybe<Viewer>;
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

export type Rating = {
  readonly average: Scalars['Float']['output'];
  readonly count: Scalars['SafeInt']['output'];
  readonly histogram: ReadonlyArray<Scalars['SafeInt']['output']>;
};

export type Recommendation = {
  readonly product?: Maybe<Product>;
  readonly reason: Scalars['String']['output'];
};

export type RemoveCartItemInput = {
  readonly productId: Scalars['ID']['input'];
};

export type RemoveCartItemPayload = {
  readonly cart: Cart;
};

export type Review = {
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

export type Role =
  | 'CUSTOMER'
  | 'SUPPORT';

export type Stock = {
  readonly available: Scalars['SafeInt']['output'];
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

export type Viewer = {
  readonly id: Scalars['ID']['output'];
  readonly profile?: Maybe<Profile>;
  readonly role: Role;
};

export type WarehouseStock = {
  readonly available: Scalars['SafeInt']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly warehouseId: Scalars['ID']['output'];
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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Attribute: ResolverTypeWrapper<Attribute>;
  CancelOrderInput: CancelOrderInput;
  CancelOrderPayload: ResolverTypeWrapper<Omit<CancelOrderPayload, 'order'> & { order: ResolversTypes['Order'] }>;
  Cart: ResolverTypeWrapper<CartViewModel>;
  CartItem: ResolverTypeWrapper<CartItemViewModel>;
  Category: ResolverTypeWrapper<CategoryNodeModel>;
  CheckoutInput: CheckoutInput;
  CheckoutPayload: ResolverTypeWrapper<CheckoutViewModel>;
  Currency: Currency;
  CustomerTier: ResolverTypeWrapper<CustomerTierModel>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Home: ResolverTypeWrapper<object>;
  HomeSection: HomeSection;
  Image: ResolverTypeWrapper<Image>;
  ImageVariant: ResolverTypeWrapper<ImageVariant>;
  InternalNote: ResolverTypeWrapper<InternalNote>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
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
  Price: ResolverTypeWrapper<PriceModel>;
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
  Recommendation: ResolverTypeWrapper<RecommendationModel>;
  RemoveCartItemInput: RemoveCartItemInput;
  RemoveCartItemPayload: ResolverTypeWrapper<Omit<RemoveCartItemPayload, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  Review: ResolverTypeWrapper<ReviewModel>;
  ReviewConnection: ResolverTypeWrapper<Omit<ReviewConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ReviewEdge']> }>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['Review'] }>;
  Role: ResolverTypeWrapper<RoleModel>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Stock: ResolverTypeWrapper<AvailabilityModel>;
  StockStatus: StockStatus;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Viewer: ResolverTypeWrapper<ViewerViewModel>;
  WarehouseStock: ResolverTypeWrapper<WarehouseStockModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressModel;
  ID: Scalars['ID']['output'];
  Attribute: Attribute;
  CancelOrderInput: CancelOrderInput;
  CancelOrderPayload: Omit<CancelOrderPayload, 'order'> & { order: ResolversParentTypes['Order'] };
  Cart: CartViewModel;
  CartItem: CartItemViewModel;
  Category: CategoryNodeModel;
  CheckoutInput: CheckoutInput;
  CheckoutPayload: CheckoutViewModel;
  DateTime: Scalars['DateTime']['output'];
  Home: object;
  Image: Image;
  ImageVariant: ImageVariant;
  InternalNote: InternalNote;
  Money: MoneyModel;
  Mutation: Record<PropertyKey, never>;
  Order: OrderModel;
  OrderConnection: Omit<OrderConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['OrderEdge']> };
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderEvent: OrderEvent;
  OrderLine: OrderLineModel;
  OrderStep: OrderStepModel;
  PageInfo: PageInfo;
  PayOrderInput: PayOrderInput;
  PayOrderPayload: Omit<PayOrderPayload, 'order'> & { order: ResolversParentTypes['Order'] };
  Price: PriceModel;
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
  Recommendation: RecommendationModel;
  RemoveCartItemInput: RemoveCartItemInput;
  RemoveCartItemPayload: Omit<RemoveCartItemPayload, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  Review: ReviewModel;
  ReviewConnection: Omit<ReviewConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ReviewEdge']> };
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['Review'] };
  SafeInt: Scalars['SafeInt']['output'];
  Stock: AvailabilityModel;
  Subscription: Record<PropertyKey, never>;
  Viewer: ViewerViewModel;
  WarehouseStock: WarehouseStockModel;
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

export type AddressResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  label: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postcode: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recipient: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AttributeResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Attribute'] = ResolversParentTypes['Attribute']> = {
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CancelOrderPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['CancelOrderPayload'] = ResolversParentTypes['CancelOrderPayload']> = {
  order: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type CartResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart']> = {
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items: Resolver<ReadonlyArray<ResolversTypes['CartItem']>, ParentType, ContextType>;
  total: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<CartTotalArgs, 'currency'>>;
  updatedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  productCount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type CheckoutPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['CheckoutPayload'] = ResolversParentTypes['CheckoutPayload']> = {
  cart: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  order: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type CustomerTierResolvers = EnumResolverSignature<{ GOLD: any, STANDARD: any }, ResolversTypes['CustomerTier']>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

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

export type MoneyResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelOrder: Resolver<Maybe<ResolversTypes['CancelOrderPayload']>, ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  checkout: Resolver<Maybe<ResolversTypes['CheckoutPayload']>, ParentType, ContextType, RequireFields<MutationCheckoutArgs, 'input'>>;
  payOrder: Resolver<Maybe<ResolversTypes['PayOrderPayload']>, ParentType, ContextType, RequireFields<MutationPayOrderArgs, 'input'>>;
  putCartItem: Resolver<Maybe<ResolversTypes['PutCartItemPayload']>, ParentType, ContextType, RequireFields<MutationPutCartItemArgs, 'input'>>;
  removeCartItem: Resolver<Maybe<ResolversTypes['RemoveCartItemPayload']>, ParentType, ContextType, RequireFields<MutationRemoveCartItemArgs, 'input'>>;
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
  order: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type PriceResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  list: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  promotion: Resolver<Maybe<ResolversTypes['Promotion']>, ParentType, ContextType>;
};

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
  reviews: Resolver<Maybe<ResolversTypes['ReviewConnection']>, ParentType, ContextType, RequireFields<ProductReviewsArgs, 'first'>>;
  sku: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stock: Resolver<Maybe<ResolversTypes['Stock']>, ParentType, ContextType>;
  summary: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  tier: Resolver<ResolversTypes['CustomerTier'], ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion']> = {
  label: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percentOff: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  until: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PutCartItemPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['PutCartItemPayload'] = ResolversParentTypes['PutCartItemPayload']> = {
  cart: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  categories: Resolver<Maybe<ReadonlyArray<ResolversTypes['Category']>>, ParentType, ContextType>;
  home: Resolver<Maybe<ResolversTypes['Home']>, ParentType, ContextType>;
  order: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  viewer: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RatingResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating']> = {
  average: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  count: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  histogram: Resolver<ReadonlyArray<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type RecommendationResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Recommendation'] = ResolversParentTypes['Recommendation']> = {
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  reason: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RemoveCartItemPayloadResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['RemoveCartItemPayload'] = ResolversParentTypes['RemoveCartItemPayload']> = {
  cart: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
};

export type ReviewResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Review'] = ResolversParentTypes['Review']> = {
  author: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rating: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type StockResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Stock'] = ResolversParentTypes['Stock']> = {
  available: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  status: Resolver<ResolversTypes['StockStatus'], ParentType, ContextType>;
  warehouses: Resolver<ReadonlyArray<ResolversTypes['WarehouseStock']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderChanged: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderChanged", ParentType, ContextType, RequireFields<SubscriptionOrderChangedArgs, 'id'>>;
  stockChanged: SubscriptionResolver<Maybe<ReadonlyArray<ResolversTypes['Product']>>, "stockChanged", ParentType, ContextType, RequireFields<SubscriptionStockChangedArgs, 'ids'>>;
};

export type ViewerResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profile: Resolver<Maybe<ResolversTypes['Profile']>, ParentType, ContextType>;
  role: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type WarehouseStockResolvers<ContextType = WebContext, ParentType extends ResolversParentTypes['WarehouseStock'] = ResolversParentTypes['WarehouseStock']> = {
  available: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warehouseId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = WebContext> = {
  Address: AddressResolvers<ContextType>;
  Attribute: AttributeResolvers<ContextType>;
  CancelOrderPayload: CancelOrderPayloadResolvers<ContextType>;
  Cart: CartResolvers<ContextType>;
  CartItem: CartItemResolvers<ContextType>;
  Category: CategoryResolvers<ContextType>;
  CheckoutPayload: CheckoutPayloadResolvers<ContextType>;
  CustomerTier: CustomerTierResolvers;
  DateTime: GraphQLScalarType;
  Home: HomeResolvers<ContextType>;
  Image: ImageResolvers<ContextType>;
  ImageVariant: ImageVariantResolvers<ContextType>;
  InternalNote: InternalNoteResolvers<ContextType>;
  Money: MoneyResolvers<ContextType>;
  Mutation: MutationResolvers<ContextType>;
  Order: OrderResolvers<ContextType>;
  OrderAction: OrderActionResolvers;
  OrderConnection: OrderConnectionResolvers<ContextType>;
  OrderEdge: OrderEdgeResolvers<ContextType>;
  OrderEvent: OrderEventResolvers<ContextType>;
  OrderLine: OrderLineResolvers<ContextType>;
  OrderStep: OrderStepResolvers<ContextType>;
  PageInfo: PageInfoResolvers<ContextType>;
  PayOrderPayload: PayOrderPayloadResolvers<ContextType>;
  Price: PriceResolvers<ContextType>;
  Product: ProductResolvers<ContextType>;
  ProductConnection: ProductConnectionResolvers<ContextType>;
  ProductEdge: ProductEdgeResolvers<ContextType>;
  Profile: ProfileResolvers<ContextType>;
  Promotion: PromotionResolvers<ContextType>;
  PutCartItemPayload: PutCartItemPayloadResolvers<ContextType>;
  Query: QueryResolvers<ContextType>;
  Rating: RatingResolvers<ContextType>;
  Recommendation: RecommendationResolvers<ContextType>;
  RemoveCartItemPayload: RemoveCartItemPayloadResolvers<ContextType>;
  Review: ReviewResolvers<ContextType>;
  ReviewConnection: ReviewConnectionResolvers<ContextType>;
  ReviewEdge: ReviewEdgeResolvers<ContextType>;
  Role: RoleResolvers;
  SafeInt: GraphQLScalarType;
  Stock: StockResolvers<ContextType>;
  Subscription: SubscriptionResolvers<ContextType>;
  Viewer: ViewerResolvers<ContextType>;
  WarehouseStock: WarehouseStockResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = WebContext> = {
  cacheControl: CacheControlDirectiveResolver<any, any, ContextType>;
  cost: CostDirectiveResolver<any, any, ContextType>;
  listSize: ListSizeDirectiveResolver<any, any, ContextType>;
};
